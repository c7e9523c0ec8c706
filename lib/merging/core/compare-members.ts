import { normaliseAddress, normaliseName } from "@/lib/orders/core/normalise-receiver";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { normalisePhone } from "@/lib/shared/normalise-phone";
import type { MemberView } from "./suggestion-view";

type Part = keyof MemberView["receiver"];

/** Members side by side: receivers masked, and per part whether all agree. Compared over the real values, shown masked. */
export function compareMembers(orders: readonly OrderSnapshot[]): MemberView[] {
  const equal = Object.fromEntries(PARTS.map(([part, readValue]) => [part, agreement(orders.map(readValue))])) as Record<Part, boolean | null>;
  return orders.map((order) => memberOf(order, equal));
}

const PARTS: readonly [Part, (order: OrderSnapshot) => string | null][] = [
  ["name", ({ content }) => normaliseName(content.receiver.name)],
  ["phone", ({ content }) => normalisePhone(content.receiver.phone)],
  ["province", ({ content }) => content.receiver.province || null],
  ["city", ({ content }) => content.receiver.city || null],
  ["district", ({ content }) => content.receiver.district || null],
  ["address", ({ content }) => normaliseAddress(content.receiver)],
  ["token", (order) => order.tokenIndex],
];

/** True or false when every value is known; null when one is masked or blank: masks that look equal are no evidence. */
function agreement(values: readonly (string | null)[]): boolean | null {
  return values.some((value) => value === null) ? null : new Set(values).size === 1;
}

function memberOf(order: OrderSnapshot, equal: Record<Part, boolean | null>): MemberView {
  const { content, receiverMasked } = order;
  const part = (name: Part, value: string) => ({ value, equal: equal[name] });
  return {
    id: order.id,
    external_id: order.externalId,
    platform: order.platform,
    shop: { id: order.shop.id, code: order.shop.code, name: order.shop.name },
    status: order.status,
    version: order.version,
    placed_at: order.placedAt.toISOString(),
    paid_at: order.paidAt?.toISOString() ?? null,
    promised_ship_at: order.promisedShipAt?.toISOString() ?? null,
    buffer_until: order.bufferUntil?.toISOString() ?? null,
    paid_amount: content.amounts.paid,
    receiver: {
      name: part("name", receiverMasked.name),
      phone: part("phone", receiverMasked.phone),
      province: part("province", content.receiver.province),
      city: part("city", content.receiver.city),
      district: part("district", content.receiver.district),
      address: part("address", receiverMasked.address),
      token: part("token", order.tokenKind),
    },
    lines: content.lines.map(({ title, sku, quantity, paid, refund_status, cancelled }) => ({
      title,
      sku,
      quantity,
      paid,
      refund_status,
      cancelled,
    })),
    flags: content.flags,
    has_buyer_note: content.buyer_note.trim() !== "",
  };
}
