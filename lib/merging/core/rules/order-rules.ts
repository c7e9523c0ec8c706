import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { OPEN_REFUND_STATUSES } from "@/lib/orders/core/order-status";
import { FLAGS } from "../flags";
import { allSame, hasFlag, noneDiffer, noneMay, type Rule } from "../rule";

/** Rules about the orders themselves: stage, money, after-sales, holds, pending edits. */
export const ORDER_RULES: readonly Rule[] = [
  noneMay(
    "waiting_to_ship",
    (order) => order.status !== "paid" && order.status !== "ready_to_ship",
    (order) => order.status,
  ),
  noneMay("not_partly_shipped", (order) => order.status === "partially_shipped"),
  noneMay("not_cash_on_delivery", (order) => order.content.payment_method === "cod"),
  allSame("one_currency", (order) => order.content.currency),
  noneMay("no_open_refund", hasOpenRefund),
  noneMay("not_partly_returned", (order) => order.content.lines.some((line) => line.refund_status === "refunded")),
  noneMay("no_open_change_request", (order, { changing }) => changing.has(order.id)),
  noneMay("not_on_hold", (order) => order.openHolds > 0),
  noneMay("not_under_risk_review", (order) => hasFlag(order, FLAGS.riskReview)),
  noneMay("not_held_by_platform", (order) => hasFlag(order, FLAGS.platformHold)),
  noneMay("final_payment_made", (order) => hasFlag(order, FLAGS.finalPaymentUnpaid)),
  allSame("one_presale_date", (order) => (isPresale(order) ? (order.promisedShipAt?.toISOString() ?? "") : "")),
  noneMay("no_subsidy_or_serial_number", (order) => hasFlag(order, FLAGS.governmentSubsidy) || hasFlag(order, FLAGS.serialNumber)),
  noneDiffer("one_invoice_title", invoiceTitle),
  noneMay("not_gift_only", isGiftOnly),
  noneMay("has_open_lines", (order) => order.content.lines.every((line) => line.cancelled)),
];

function hasOpenRefund(order: OrderSnapshot): boolean {
  return order.hasOpenRefund || order.content.lines.some((line) => OPEN_REFUND_STATUSES.includes(line.refund_status));
}

function isPresale(order: OrderSnapshot): boolean {
  return order.content.business_type === "presale" || hasFlag(order, FLAGS.presale);
}

function invoiceTitle(order: OrderSnapshot): string {
  const title = order.content.custom.invoice_title;
  return typeof title === "string" ? title.trim() : "";
}

/** What was bought is cancelled or refunded, and only what was given free remains. */
function isGiftOnly(order: OrderSnapshot): boolean {
  const remains = order.content.lines.filter((line) => !line.cancelled && line.refund_status !== "refunded");
  const boughtIsGone = remains.length < order.content.lines.length || hasFlag(order, FLAGS.gift);
  return remains.length > 0 && boughtIsGone && remains.every((line) => line.paid === 0);
}
