import type { OrderContent } from "./order-content";
import type { RefundStatus } from "./order-status";

/** A refund told without its order; `externalLineIds` null means that it names no line. Amount in fen. */
export type ToldRefund = { refundId: string; externalLineIds: string[] | null; status: RefundStatus; amount: number };
export type DatedRefund = ToldRefund & { occurredAt: Date };

/** What several states told of one refund come to, in whatever order they came: an end is not followed by anything. */
const FINALITY: Readonly<Record<RefundStatus, number>> = { none: 0, requested: 1, refunding: 2, rejected: 3, closed: 4, refunded: 5 };
/** Which of two states a line keeps: what is open may still change what must ship. */
const STRENGTH: Readonly<Record<RefundStatus, number>> = { none: 0, closed: 1, rejected: 2, refunded: 3, requested: 4, refunding: 5 };

/** Every told state → one entry for each refund. */
export function settledRefunds<T extends ToldRefund>(told: readonly T[]): T[] {
  const byId = new Map<string, T>();
  for (const refund of told) {
    const known = byId.get(refund.refundId);
    if (!known || FINALITY[refund.status] > FINALITY[known.status]) byId.set(refund.refundId, refund);
  }
  return [...byId.values()];
}

/** Whether everything the buyer paid went back, by however many refunds. */
export function isWhollyRefunded(content: Pick<OrderContent, "amounts">, refunds: readonly ToldRefund[]): boolean {
  const done = refunds.filter((refund) => refund.status === "refunded");
  return done.length > 0 && done.reduce((sum, refund) => sum + refund.amount, 0) >= content.amounts.paid;
}

/**
 * The content with the refunds' states on its lines. With all the money back every line is refunded. Otherwise a refund
 * that names no line touches all of them while it is open, since shipping any could be the mistake, and settles none when
 * it is done: a person has to say what still ships (see `unexplainedRefunds`). What a line knows itself stays where that
 * is stronger; `before` is what was told already, so that a refund's last state on it is not taken for the line's own.
 */
export function applyRefunds(content: OrderContent, refunds: readonly ToldRefund[], before: readonly ToldRefund[] = []): OrderContent {
  if (refunds.length === 0) return content;
  const whole = isWhollyRefunded(content, refunds);
  const stateOf = (line: Line): RefundStatus => {
    if (whole) return "refunded";
    const own = line.refund_status === toldOf(line, before) ? "none" : line.refund_status;
    return stronger(own, toldOf(line, refunds));
  };
  return { ...content, lines: content.lines.map((line) => (line.cancelled ? line : { ...line, refund_status: stateOf(line) })) };
}

/** Refunds that are done, name no line and are not the whole: their orders wait for a person. */
export function unexplainedRefunds(content: OrderContent, refunds: readonly ToldRefund[]): ToldRefund[] {
  if (isWhollyRefunded(content, refunds)) return [];
  return refunds.filter((refund) => refund.status === "refunded" && refund.externalLineIds === null);
}

function stronger(own: RefundStatus, told: RefundStatus): RefundStatus {
  return STRENGTH[told] > STRENGTH[own] ? told : own;
}

type Line = OrderContent["lines"][number];

/** What refunds of a part say of a line, whatever the line itself knows. */
function toldOf(line: Line, refunds: readonly ToldRefund[]): RefundStatus {
  return refunds
    .filter((refund) => refund.externalLineIds === null || refund.externalLineIds.includes(line.external_line_id))
    .map((refund): RefundStatus => (refund.externalLineIds === null && refund.status === "refunded" ? "closed" : refund.status))
    .reduce((strongest, status) => stronger(strongest, status), "none");
}
