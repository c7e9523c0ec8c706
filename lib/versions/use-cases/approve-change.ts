import type { z } from "zod";
import { type Tx, withTransaction } from "@/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { saveOrderVersion } from "@/lib/orders/use-cases/save-order-version";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { approveChangeSchema, type DecideChangeView, type InvalidationCause } from "@/lib/versions/core/change-view";
import type { Evaluation } from "@/lib/versions/core/evaluate-change";
import { permittedActs } from "@/lib/versions/core/permitted-acts";
import { denied, invalidatedBy } from "@/lib/versions/core/refusals";
import type { ChangeRow } from "../store/change-store";
import { actionsOf } from "../store/change-view-of";
import { closeChanges } from "./close-changes";
import { holdChange } from "./hold-change";
import { judgeChange } from "./judge-change";
import { diffHash } from "./request-change";

/**
 * Makes the staged edit the order's next version. Refused: 403 for the requester and for a role below the risk; 409 when
 * decided, overdue, or when the order moved underneath: then the request is closed as invalidated and the cause is told.
 */
export async function approveChange(ctx: Ctx, input: z.input<typeof approveChangeSchema>): Promise<DecideChangeView> {
  requirePermission(ctx, "versions.decide");
  const { change_request_id, reason } = parseInput(approveChangeSchema, input);
  const outcome = await withTransaction(async (tx) => {
    const { change, order } = await holdChange(tx, change_request_id);
    const { denial } = permittedActs(ctx.actor, change, ctx.clock.now()).approve;
    if (denial) throw denied(denial, change);
    const evaluation = await judgeChange(tx, ctx, { order, actions: actionsOf(change) });
    const cause = groundMoved({ change, order, evaluation });
    if (cause) {
      await closeChanges(tx, ctx, [{ change, action: "invalidate", reason: cause }]);
      return { cause };
    }
    return apply(tx, ctx, { change, order, evaluation, note: reason ? maskPhonesInText(reason) : null });
  });
  // The closing above is kept: thrown only now, after the commit.
  if ("cause" in outcome) throw invalidatedBy(outcome.cause);
  return outcome;
}

/** An approval stands on what the requester saw: same version, a stage that still allows it, the same difference. */
function groundMoved({ change, order, evaluation }: { change: ChangeRow; order: OrderSnapshot; evaluation: Evaluation }): InvalidationCause | null {
  if (order.version !== change.baseVersion) return "order_changed";
  if (evaluation.refusals.length > 0) return "order_moved_on";
  const hash = diffHash({ orderId: order.id, baseVersion: change.baseVersion, changes: evaluation.changes });
  return evaluation.issues.length > 0 || hash !== change.diffHash ? "diff_changed" : null;
}

type Approved = { change: ChangeRow; order: OrderSnapshot; evaluation: Evaluation; note: string | null };

async function apply(tx: Tx, ctx: Ctx, { change, order, evaluation, note }: Approved): Promise<DecideChangeView> {
  const { version } = await saveOrderVersion(tx, ctx, {
    orderId: order.id,
    expectedVersion: change.baseVersion,
    content: evaluation.after,
    origin: "change_request",
    reason: change.reason,
    changeRequestId: change.id,
  });
  await closeChanges(tx, ctx, [{ change, action: "approve", reason: note, appliedVersion: version }]);
  return { id: change.id, state: "approved", version };
}
