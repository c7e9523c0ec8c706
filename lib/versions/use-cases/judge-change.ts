import type { Executor, Tx } from "@/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import type { Ctx } from "@/lib/shared/context";
import type { ChangeAction } from "@/lib/versions/core/change-action";
import { type Evaluation, evaluateChange } from "@/lib/versions/core/evaluate-change";
import { REPEAT_DAYS } from "@/lib/versions/core/risk";
import { countRecentChanges } from "../store/change-store";

/** Step: what the actions would do to the order, with the one fact the order does not carry: how often it was changed lately. */
export async function judgeChange(
  db: Executor | Tx,
  ctx: Ctx,
  input: { order: OrderSnapshot; actions: readonly ChangeAction[] },
): Promise<Evaluation> {
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - REPEAT_DAYS * 86_400_000);
  const recentChanges = await countRecentChanges(db, { orderId: input.order.id, since });
  return evaluateChange({ ...input, recentChanges, now });
}
