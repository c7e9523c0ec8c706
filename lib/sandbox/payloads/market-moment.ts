import { maskedReceiver } from "../core/buyers";
import { cipherOf } from "../core/cipher-of";
import { demoShop } from "../core/demo-shops";
import type { MarketOrder } from "../core/market-order";

/** A seller's promise: 48 hours after payment. */
const SHIP_WITHIN_MS = 48 * 3_600_000;

/** The time, where it has come by now. */
export function past(at: number | null, now: number): number | null {
  return at !== null && at <= now ? at : null;
}

export function pastDate(at: number | null, now: number): Date | undefined {
  return past(at, now) === null ? undefined : new Date(at ?? 0);
}

/** Unix seconds; 0 where it has not come. */
export function pastSeconds(at: number | null, now: number): number {
  return Math.floor((past(at, now) ?? 0) / 1000);
}

/** The last time anything about the order changed, up to now. */
export function modifiedAt(order: MarketOrder, now: number): number {
  const { paidAt, cancelledAt, addressChangedAt, refundAskedAt, refundedAt, shippedAt, finishedAt } = order.life;
  const times = [paidAt, cancelledAt, addressChangedAt, refundAskedAt, refundedAt, shippedAt, finishedAt];
  return Math.max(order.placedAt, ...times.map((at) => past(at, now) ?? 0));
}

export function promisedShipAt(order: MarketOrder, now: number): number | null {
  const paidAt = past(order.life.paidAt, now);
  return paidAt === null ? null : paidAt + SHIP_WITHIN_MS;
}

/** After a change of address: one door further. */
export function addressAt(order: MarketOrder, now: number): string {
  const moved = past(order.life.addressChangedAt, now) !== null;
  return moved ? `${order.person.address}（改到旁边 ${order.buyer % 30} 号便利店）` : order.person.address;
}

type Words = { name: string; phone: string; address: string };

/** The receiver as the shop's platform shows it: what it calls the words, and its masks. */
export function receiverAt(order: MarketOrder, now: number): { words: Words; masks: Words } {
  const address = addressAt(order, now);
  const plain = { name: order.person.name, phone: order.person.phone, address };
  const sealed = { name: cipherOf(plain.name), phone: cipherOf(plain.phone), address: cipherOf(address) };
  return { words: demoShop(order.shop).encrypted ? sealed : plain, masks: maskedReceiver(order.person) };
}

/** Equal for equal receivers of one shop: what the platform offers for merging. */
export function receiverToken(order: MarketOrder, now: number): string {
  return cipherOf(`${order.shop}:${order.person.phone}:${addressAt(order, now)}`).slice(1);
}

/** A municipality is its own city. */
export function placeOf({ person }: MarketOrder): { province: string; city: string; district: string; town: string } {
  const { province, district, town } = person;
  return { province, city: person.city === province ? "市辖区" : person.city, district, town };
}

export function goodsOf({ lines }: MarketOrder): number {
  return lines.reduce((total, line) => total + line.price * line.quantity, 0);
}

export function paidOf(order: MarketOrder): number {
  return goodsOf(order) + order.freight - order.discount;
}
