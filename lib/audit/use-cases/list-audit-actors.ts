import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { AuditActorView } from "../core/audit-view";
import { listActors } from "../store/audit-store";

/** More names than this nobody reads in a list. */
const MOST = 200;

/** Everybody who ever acted, last active first: what the log can be filtered by. */
export async function listAuditActors(ctx: Ctx): Promise<{ actors: AuditActorView[] }> {
  requirePermission(ctx, "audit.read");
  return { actors: await listActors(reader(), MOST) };
}
