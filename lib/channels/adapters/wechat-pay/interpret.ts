import type { PushMeaning, RefundFact } from "@/lib/channels/core/channel-adapter";
import type { RefundStatus } from "@/lib/orders/core/order-status";
import { eventSchema, type Kept, keptSchema, refundSchema, transactionSchema } from "./payloads";

const PAID = "SUCCESS";
/** ABNORMAL: the money left us and did not reach the buyer; it is still owed. */
const REFUND_STATUS: Readonly<Record<string, RefundStatus>> = {
  SUCCESS: "refunded",
  CLOSED: "closed",
  ABNORMAL: "refunding",
  PROCESSING: "refunding",
};
const SETTLEMENT = "trade_manage_order_settlement";

/** What a kept notice or event says. A payment or refund names the shop's own order number, and knows nothing else of it. */
export function interpret(payload: unknown): PushMeaning {
  const kept = keptSchema.safeParse(payload);
  if (!kept.success) return { kind: "unreadable", reason: "The kept message is neither a notice nor an event." };
  return kept.data.kind === "notice" ? ofNotice(kept.data) : ofEvent(kept.data.event);
}

function ofNotice(notice: Extract<Kept, { kind: "notice" }>): PushMeaning {
  const { event_type } = notice;
  if (event_type.startsWith("TRANSACTION.")) return ofPayment(notice);
  if (event_type.startsWith("REFUND.")) return ofRefund(notice);
  return { kind: "ignored", reason: `${event_type} is not about an order` };
}

function ofPayment({ event_type, create_time, resource }: Extract<Kept, { kind: "notice" }>): PushMeaning {
  const parsed = transactionSchema.safeParse(resource);
  if (!parsed.success) return { kind: "unreadable", reason: `The resource of ${event_type} names no order (out_trade_no).` };
  const { out_trade_no: externalId, trade_state, success_time, transaction_id, amount } = parsed.data;
  if (trade_state !== PAID) return { kind: "ignored", reason: `trade_state ${trade_state} is no payment` };
  const occurredAt = success_time ?? timeOf(create_time);
  if (!occurredAt) return { kind: "unreadable", reason: `The resource of ${event_type} has no success_time.` };
  const data = { transaction_id, amount: amount?.total ?? null, payer_amount: amount?.payer_total ?? null };
  return { kind: "order_facts", externalId, facts: [{ type: "paid", occurredAt, sourceEventId: "platform:paid", data }], refunds: [] };
}

function ofRefund({ event_type, create_time, resource }: Extract<Kept, { kind: "notice" }>): PushMeaning {
  const parsed = refundSchema.safeParse(resource);
  if (!parsed.success) return { kind: "unreadable", reason: `The resource of ${event_type} names no order (out_trade_no) or no refund (refund_id).` };
  const { out_trade_no: externalId, refund_id: refundId, refund_status, success_time, amount } = parsed.data;
  const status = REFUND_STATUS[refund_status || event_type.slice("REFUND.".length)];
  if (!status) return { kind: "unreadable", reason: `refund_status ${refund_status} is not a state we know.` };
  const occurredAt = success_time ?? timeOf(create_time);
  if (!occurredAt) return { kind: "unreadable", reason: `The resource of ${event_type} has no time.` };
  const refund: RefundFact = { refundId, externalLineIds: null, status, amount: amount?.refund ?? 0, occurredAt };
  return { kind: "order_facts", externalId, facts: [], refunds: [refund] };
}

/** The buyer's confirmation comes with the settlement; anything else says only that the order moved. */
function ofEvent(event: Record<string, unknown>): PushMeaning {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return { kind: "unreadable", reason: "The event has fields of the wrong kind." };
  const { Event, merchant_trade_no: externalId, confirm_receive_time: confirmedAt } = parsed.data;
  if (!Event.startsWith("trade_manage_") || externalId === "") return { kind: "ignored", reason: `${Event || "a message"} is not about an order` };
  if (Event !== SETTLEMENT || !confirmedAt) return { kind: "order_changed", externalId };
  const occurredAt = new Date(confirmedAt * 1000);
  return { kind: "order_facts", externalId, facts: [{ type: "completed", occurredAt, sourceEventId: "platform:completed" }], refunds: [] };
}

function timeOf(text: string): Date | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time);
}
