import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { type DecideChangeView, withdrawChangeSchema } from "@/lib/versions/core/change-view";
import { permittedActs } from "@/lib/versions/core/permitted-acts";
import { denied } from "@/lib/versions/core/refusals";
import { closeChanges } from "./close-changes";
import { holdChange } from "./hold-change";

/** Takes a request back: its requester, or a supervisor for one who has gone home. */
export async function withdrawChange(ctx: Ctx, input: z.input<typeof withdrawChangeSchema>): Promise<DecideChangeView> {
  requirePermission(ctx, "versions.request");
  const { change_request_id, reason } = parseInput(withdrawChangeSchema, input);
  return withTransaction(async (tx) => {
    const { change } = await holdChange(tx, change_request_id);
    const { denial } = permittedActs(ctx.actor, change, ctx.clock.now()).withdraw;
    if (denial) throw denied(denial, change);
    await closeChanges(tx, ctx, [{ change, action: "withdraw", reason: reason ? maskPhonesInText(reason) : null }]);
    return { id: change.id, state: "withdrawn", version: null };
  });
}
