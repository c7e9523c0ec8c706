import type { orders } from "@/db/schema/orders";
import { receiverKey } from "@/lib/orders/core/normalise-receiver";
import { itemCount, itemSummary, type OrderContent } from "@/lib/orders/core/order-content";
import { OPEN_REFUND_STATUSES } from "@/lib/orders/core/order-status";
import { maskAddress, maskName, maskPhone } from "@/lib/security/core/mask";
import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import { normalisePhone } from "@/lib/shared/normalise-phone";

export type OrderRow = typeof orders.$inferSelect;
export type NewOrderRow = typeof orders.$inferInsert;

/** The columns an order's content fills: ciphertexts bound to the row, blind indexes, masked text for lists. */
export function contentColumns(input: { orderId: string; shopId: string; platform: string; content: OrderContent }) {
  const { orderId, content } = input;
  const { receiver } = content;
  const phone = normalisePhone(receiver.phone);
  const key = receiverKey(receiver);
  return {
    businessType: content.business_type,
    paymentMethod: content.payment_method,
    currency: content.currency,
    goodsAmount: content.amounts.goods,
    freightAmount: content.amounts.freight,
    discountAmount: content.amounts.discount,
    paidAmount: content.amounts.paid,
    receiver: sealJson(`orders.receiver:${orderId}`, receiver),
    receiverNameMasked: maskName(receiver.name),
    receiverPhoneMasked: maskPhone(receiver.phone),
    receiverAddressMasked: maskAddress(receiver.town + receiver.address),
    province: receiver.province,
    city: receiver.city,
    district: receiver.district,
    phoneIndex: phone ? blindIndexOf("phone", phone) : null,
    receiverIndex: key ? blindIndexOf("receiver", key) : null,
    tokenIndex: tokenIndex(input),
    tokenKind: content.token?.kind ?? "",
    tokenValue: content.token?.value ?? "",
    notes: sealJson(`orders.notes:${orderId}`, { buyer_note: content.buyer_note, seller_note: content.seller_note }),
    hasBuyerNote: content.buyer_note.trim() !== "",
    warehouse: content.warehouse,
    carrier: content.carrier,
    promisedShipAt: dateOrNull(content.promised_ship_at),
    shipAfter: dateOrNull(content.ship_after),
    flags: content.flags,
    custom: content.custom,
    itemSummary: itemSummary(content.lines),
    itemCount: itemCount(content.lines),
    hasOpenRefund: content.lines.some((line) => !line.cancelled && OPEN_REFUND_STATUSES.includes(line.refund_status)),
  } satisfies Partial<NewOrderRow>;
}

function tokenIndex(input: { shopId: string; platform: string; content: OrderContent }): string | null {
  const { token } = input.content;
  if (!token || token.value.trim() === "") return null;
  return blindIndexOf("token", [input.platform, input.shopId, token.kind, token.value].join("|"));
}

function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
