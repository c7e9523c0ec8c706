import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import type { ChangeRequestView } from "@/lib/versions/core/change-view";
import { findOptionalChange } from "../store/change-store";
import { changeViewOf } from "../store/change-view-of";

/** One request: before and after by field (masked), money effect, risk, who and when, and what the reader may do with it. */
export async function getChangeRequest(ctx: Ctx, input: { id: string }): Promise<ChangeRequestView> {
  requirePermission(ctx, "versions.read");
  const found = isId(input.id) ? await findOptionalChange(reader(), input.id) : null;
  if (!found) throw notFound("versions", "change_request", input.id);
  return changeViewOf(found, ctx.actor, ctx.clock.now());
}
