import type { IncomingOrder } from "./incoming-order";
import type { OrderContent, Receiver } from "./order-content";
import type { SnapshotLine } from "./snapshot";

/** The canonical order as the content of version 1. */
export function contentFromIncoming(order: IncomingOrder): OrderContent {
  const { token, ...receiver } = order.receiver;
  return {
    business_type: order.business_type,
    payment_method: order.payment_method,
    currency: order.currency,
    amounts: order.amounts,
    receiver,
    token: token ?? null,
    lines: order.lines.map((line) => ({ ...line, cancelled: false })),
    warehouse: order.warehouse,
    carrier: order.carrier,
    buyer_note: order.buyer_note,
    seller_note: order.seller_note,
    promised_ship_at: isoOrNull(order.promised_ship_at),
    ship_after: isoOrNull(order.ship_after),
    flags: [...new Set(order.flags)].sort(),
    custom: order.custom,
  };
}

/** What staff have taken over: the platform no longer writes it. */
export type Ownership = { receiverEdited: boolean; linesEdited: boolean };

/**
 * Field ownership: the platform owns receiver and money until staff changed them; blanks never overwrite a known
 * receiver (platforms blank it after shipping or under review); seller note, carrier and warehouse are ours once filled.
 */
export function mergePlatformContent(input: { current: OrderContent; incoming: OrderContent; owned: Ownership }): OrderContent {
  const { current, incoming, owned } = input;
  const known = !owned.receiverEdited;
  return {
    ...incoming,
    receiver: known ? fillBlanks(incoming.receiver, current.receiver) : current.receiver,
    token: known ? (incoming.token ?? current.token) : current.token,
    amounts: owned.linesEdited ? current.amounts : incoming.amounts,
    lines: owned.linesEdited ? takeRefunds(current.lines, incoming.lines) : keepVanished(current.lines, incoming.lines),
    warehouse: current.warehouse || incoming.warehouse,
    carrier: current.carrier || incoming.carrier,
    seller_note: current.seller_note || incoming.seller_note,
    buyer_note: incoming.buyer_note || current.buyer_note,
    promised_ship_at: incoming.promised_ship_at ?? current.promised_ship_at,
    ship_after: incoming.ship_after ?? current.ship_after,
    custom: { ...incoming.custom, ...current.custom },
  };
}

/** What an older message is still good for: a receiver that the platform had hidden by the time the first one came. */
export function fillFromOlder(input: { current: OrderContent; incoming: OrderContent; owned: Ownership }): OrderContent | null {
  const { current, incoming, owned } = input;
  if (owned.receiverEdited || !isBlank(current.receiver) || isBlank(incoming.receiver)) return null;
  return { ...current, receiver: incoming.receiver, token: current.token ?? incoming.token };
}

function isBlank(receiver: Receiver): boolean {
  return Object.values(receiver).every((word) => word.trim() === "");
}

function fillBlanks(incoming: Receiver, current: Receiver): Receiver {
  const whole = incoming.name.trim() !== "" && incoming.address.trim() !== "";
  if (whole) return { ...incoming, phone: incoming.phone || current.phone };
  return {
    name: incoming.name || current.name,
    phone: incoming.phone || current.phone,
    province: incoming.province || current.province,
    city: incoming.city || current.city,
    district: incoming.district || current.district,
    town: incoming.town || current.town,
    address: incoming.address || current.address,
  };
}

function takeRefunds(current: SnapshotLine[], incoming: SnapshotLine[]): SnapshotLine[] {
  const byId = new Map(incoming.map((line) => [line.external_line_id, line]));
  return current.map((line) => ({ ...line, refund_status: byId.get(line.external_line_id)?.refund_status ?? line.refund_status }));
}

/** A line the platform no longer lists is cancelled, not forgotten. */
function keepVanished(current: SnapshotLine[], incoming: SnapshotLine[]): SnapshotLine[] {
  const listed = new Set(incoming.map((line) => line.external_line_id));
  const vanished = current.filter((line) => !listed.has(line.external_line_id));
  return [...incoming, ...vanished.map((line) => ({ ...line, cancelled: true }))];
}

/** JSON with sorted keys: equal contents give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

function isoOrNull(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
