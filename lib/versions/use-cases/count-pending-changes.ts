import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { countPending } from "../store/change-store";

/** How many requests wait for a decision: the number beside 改单 in the rail. */
export async function countPendingChanges(ctx: Ctx): Promise<{ pending: number }> {
  requirePermission(ctx, "versions.read");
  return { pending: await countPending(reader()) };
}
