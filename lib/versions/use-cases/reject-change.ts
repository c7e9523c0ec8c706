import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { type DecideChangeView, rejectChangeSchema } from "@/lib/versions/core/change-view";
import { permittedActs } from "@/lib/versions/core/permitted-acts";
import { denied } from "@/lib/versions/core/refusals";
import { closeChanges } from "./close-changes";
import { holdChange } from "./hold-change";

/** Says no, with the reason the requester will read; the order stays as it is. */
export async function rejectChange(ctx: Ctx, input: z.input<typeof rejectChangeSchema>): Promise<DecideChangeView> {
  requirePermission(ctx, "versions.decide");
  const { change_request_id, reason } = parseInput(rejectChangeSchema, input);
  return withTransaction(async (tx) => {
    const { change } = await holdChange(tx, change_request_id);
    const { denial } = permittedActs(ctx.actor, change, ctx.clock.now()).reject;
    if (denial) throw denied(denial, change);
    await closeChanges(tx, ctx, [{ change, action: "reject", reason: maskPhonesInText(reason) }]);
    return { id: change.id, state: "rejected", version: null };
  });
}
