import { maskAddress, maskName, maskPhone } from "@/lib/security/core/mask";
import type { OrderContent } from "./order-content";
import type { OrderStatus } from "./order-status";
import type { PersonalSnapshot, PublicSnapshot } from "./snapshot";

/** The open part of a version: everything but personal data. */
export function publicSnapshot(status: OrderStatus, content: OrderContent): PublicSnapshot {
  const { receiver } = content;
  return {
    status,
    business_type: content.business_type,
    payment_method: content.payment_method,
    currency: content.currency,
    amounts: content.amounts,
    province: receiver.province,
    city: receiver.city,
    district: receiver.district,
    receiver_name_masked: maskName(receiver.name),
    receiver_phone_masked: maskPhone(receiver.phone),
    receiver_address_masked: maskAddress(receiver.town + receiver.address),
    promised_ship_at: content.promised_ship_at,
    ship_after: content.ship_after,
    warehouse: content.warehouse,
    carrier: content.carrier,
    flags: content.flags,
    custom: content.custom,
    lines: content.lines,
  };
}

/** The personal part, to be sealed beside it. */
export function personalSnapshot(content: OrderContent): PersonalSnapshot {
  return {
    receiver: content.receiver,
    token: content.token,
    notes: { buyer_note: content.buyer_note, seller_note: content.seller_note },
  };
}

/** A version's two parts put together again. */
export function contentOf(open: PublicSnapshot, personal: PersonalSnapshot): OrderContent {
  return {
    business_type: open.business_type,
    payment_method: open.payment_method,
    currency: open.currency,
    amounts: open.amounts,
    receiver: personal.receiver,
    token: personal.token,
    lines: open.lines,
    warehouse: open.warehouse,
    carrier: open.carrier,
    buyer_note: personal.notes.buyer_note,
    seller_note: personal.notes.seller_note,
    promised_ship_at: open.promised_ship_at,
    ship_after: open.ship_after,
    flags: open.flags,
    custom: open.custom,
  };
}
