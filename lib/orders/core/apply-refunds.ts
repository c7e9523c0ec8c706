import type { OrderContent } from "./order-content";
import type { RefundStatus } from "./order-status";

/** A refund told without its order; `externalLineIds` null means that it names no line. Amount in fen. */
export type ToldRefund = { externalLineIds: string[] | null; status: RefundStatus; amount: number };

/**
 * The content with the refunds' states on its lines. A refund that names no line is the whole order's when it pays
 * all of it back; a smaller one marks every line, since shipping any of them could be the mistake.
 */
export function applyRefunds(content: OrderContent, refunds: readonly ToldRefund[]): OrderContent {
  return refunds.reduce((current, refund) => ({ ...current, lines: current.lines.map((line) => withRefund(line, refund, current)) }), content);
}

type Line = OrderContent["lines"][number];

function withRefund(line: Line, refund: ToldRefund, content: OrderContent): Line {
  if (refund.externalLineIds !== null)
    return refund.externalLineIds.includes(line.external_line_id) ? { ...line, refund_status: refund.status } : line;
  const whole = refund.amount >= content.amounts.paid;
  // Money went back for a part that nobody named: no line may be called refunded, and none may be shipped unasked.
  const status = refund.status === "refunded" && !whole ? "refunding" : refund.status;
  return { ...line, refund_status: status };
}
