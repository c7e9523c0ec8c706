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
 * The content with the refunds' states on its lines. A refund that names no line touches all of them while it is open,
 * since shipping any could be the mistake; done, it makes them refunded only with all the money back. Money that went
 * back for a part nobody named settles no line: a person has to say what still ships (see `unexplainedRefunds`).
 */
export function applyRefunds(content: OrderContent, refunds: readonly ToldRefund[]): OrderContent {
  if (refunds.length === 0) return content;
  const whole = isWhollyRefunded(content, refunds);
  return { ...content, lines: content.lines.map((line) => (line.cancelled ? line : { ...line, refund_status: statusOf(line, refunds, whole) })) };
}

/** Refunds that are done, name no line and are not the whole: their orders wait for a person. */
export function unexplainedRefunds(content: OrderContent, refunds: readonly ToldRefund[]): ToldRefund[] {
  if (isWhollyRefunded(content, refunds)) return [];
  return refunds.filter((refund) => refund.status === "refunded" && refund.externalLineIds === null);
}

/** A snapshot of the platform's that does not know of told refunds takes none of them back. */
export function keepTold(content: OrderContent, refunds: readonly ToldRefund[]): OrderContent {
  const told = applyRefunds(content, refunds);
  return {
    ...content,
    lines: content.lines.map((line, index) => ({ ...line, refund_status: stronger(line.refund_status, told.lines[index]?.refund_status) })),
  };
}

function stronger(own: RefundStatus, told: RefundStatus = "none"): RefundStatus {
  return STRENGTH[told] > STRENGTH[own] ? told : own;
}

type Line = OrderContent["lines"][number];

function statusOf(line: Line, refunds: readonly ToldRefund[], whole: boolean): RefundStatus {
  if (whole) return "refunded";
  const touching = refunds.filter((refund) => refund.externalLineIds === null || refund.externalLineIds.includes(line.external_line_id));
  if (touching.length === 0) return line.refund_status;
  return touching
    .map((refund): RefundStatus => (refund.externalLineIds === null && refund.status === "refunded" ? "closed" : refund.status))
    .reduce((strongest, status) => stronger(strongest, status), "none");
}
