import { type DouyinDetailInput, douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { maskedReceiver } from "../core/buyers";
import { cipherOf } from "../core/cipher-of";
import { demoShop } from "../core/demo-shops";
import type { MarketOrder } from "../core/market-order";

/** A seller's promise: 48 hours after payment. */
const SHIP_WITHIN_MS = 48 * 3_600_000;

const hasCome = (at: number | null, now: number): at is number => at !== null && at <= now;
const seconds = (at: number | null, now: number) => (hasCome(at, now) ? Math.floor(at / 1000) : 0);

/** The last time anything about the order changed, up to now. */
export function modifiedAt(order: MarketOrder, now: number): number {
  const { paidAt, cancelledAt, addressChangedAt, refundAskedAt, refundedAt, shippedAt, finishedAt } = order.life;
  const times = [paidAt, cancelledAt, addressChangedAt, refundAskedAt, refundedAt, shippedAt, finishedAt];
  return Math.max(order.placedAt, ...times.filter((at): at is number => hasCome(at, now)));
}

/** After a change of address: one door further. */
function addressAt(order: MarketOrder, now: number): string {
  const moved = hasCome(order.life.addressChangedAt, now);
  return moved ? `${order.person.address}（改到旁边 ${order.buyer % 30} 号便利店）` : order.person.address;
}

/** What the Douyin-like platform answers when asked for the order. */
export function douyinDetailOf(order: MarketOrder, now: number): Record<string, unknown> {
  const { life, person } = order;
  const shop = demoShop(order.shop);
  const address = addressAt(order, now);
  const mask = maskedReceiver(person);
  const plain = { name: person.name, phone: person.phone, address };
  const receiver = shop.encrypted ? { name: cipherOf(plain.name), phone: cipherOf(plain.phone), address: cipherOf(address) } : plain;
  const shipped = hasCome(life.shippedAt, now);
  return douyinDetail({
    orderId: order.id,
    ...douyinStates(order, now),
    createTime: Math.floor(order.placedAt / 1000),
    payTime: seconds(life.paidAt, now),
    shipTime: seconds(life.shippedAt, now),
    finishTime: seconds(life.finishedAt, now),
    updateTime: Math.floor(modifiedAt(order, now) / 1000),
    promisedShipTime: hasCome(life.paidAt, now) ? Math.floor((life.paidAt + SHIP_WITHIN_MS) / 1000) : 0,
    receiver: { ...receiver, nameMask: mask.name, phoneMask: mask.phone, addressMask: mask.address },
    place: {
      province: person.province,
      city: person.city === person.province ? "市辖区" : person.city,
      district: person.district,
      town: person.town,
    },
    openAddressId: cipherOf(`${order.shop}:${person.phone}:${address}`).slice(1),
    openId: `${order.shop}:${person.key}`,
    buyerWords: order.note,
    postAmount: order.freight,
    promotionAmount: order.discount,
    lines: order.lines.map((line, index) => ({
      orderId: line.lineId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: line.price,
      afterSale: index === 0 ? afterSale(order, now) : undefined,
    })),
    parcels: shipped
      ? [
          {
            company: order.carrier.code,
            companyName: order.carrier.name,
            trackingNumber: order.trackingNumber,
            shipTime: seconds(life.shippedAt, now),
          },
        ]
      : [],
  });
}

/** 1 unpaid, 2 to ship, 3 shipped, 4 cancelled, 5 finished; 21 finished by a refund before shipping. */
function douyinStates(order: MarketOrder, now: number): Pick<DouyinDetailInput, "orderStatus" | "mainStatus"> {
  const { life } = order;
  if (hasCome(life.cancelledAt, now)) return { orderStatus: 4 };
  if (hasCome(life.refundedAt, now) && order.lines.length === 1) return { orderStatus: 4, mainStatus: 21 };
  if (hasCome(life.finishedAt, now)) return { orderStatus: 5 };
  if (hasCome(life.shippedAt, now)) return { orderStatus: 3 };
  return { orderStatus: hasCome(life.paidAt, now) ? 2 : 1 };
}

function afterSale(order: MarketOrder, now: number): DouyinDetailInput["lines"][number]["afterSale"] {
  if (hasCome(order.life.refundedAt, now)) return { status: 12, type: 1, refundStatus: 3 };
  if (hasCome(order.life.refundAskedAt, now)) return { status: 6, type: 1, refundStatus: 1 };
  return undefined;
}

type GenericOrder = IncomingOrderInput & { parcels: { carrier: string; tracking_number: string }[] };

/** What a shop that speaks canonical orders pushes. */
export function genericOrderOf(order: MarketOrder, now: number): GenericOrder {
  const { life, person } = order;
  const goods = order.lines.reduce((total, line) => total + line.price * line.quantity, 0);
  const iso = (at: number | null) => (hasCome(at, now) ? new Date(at).toISOString() : null);
  const refund = hasCome(life.refundedAt, now) ? "refunded" : hasCome(life.refundAskedAt, now) ? "requested" : "none";
  const { name, phone, province, city, district, town } = person;
  return {
    shop: order.shop,
    external_id: order.id,
    status: genericStatus(order, now),
    placed_at: new Date(order.placedAt).toISOString(),
    paid_at: iso(life.paidAt),
    promised_ship_at: hasCome(life.paidAt, now) ? new Date(life.paidAt + SHIP_WITHIN_MS).toISOString() : null,
    modified_at: new Date(modifiedAt(order, now)).toISOString(),
    amounts: { goods, freight: order.freight, discount: order.discount, paid: goods + order.freight - order.discount },
    buyer: { nick: person.nick, platform_buyer_id: `${order.shop}:${person.key}` },
    receiver: { name, phone, province, city, district, town, address: addressAt(order, now) },
    lines: order.lines.map((line, index) => ({
      external_line_id: line.lineId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unit_price: line.price,
      paid: line.price * line.quantity,
      refund_status: index === 0 ? refund : "none",
    })),
    carrier: hasCome(life.shippedAt, now) ? order.carrier.code : "",
    buyer_note: order.note,
    parcels: hasCome(life.shippedAt, now) ? [{ carrier: order.carrier.code, tracking_number: order.trackingNumber }] : [],
  };
}

function genericStatus(order: MarketOrder, now: number): IncomingOrderInput["status"] {
  const { life } = order;
  if (hasCome(life.cancelledAt, now) || (hasCome(life.refundedAt, now) && order.lines.length === 1)) return "cancelled";
  if (hasCome(life.finishedAt, now)) return "completed";
  if (hasCome(life.shippedAt, now)) return "shipped";
  return hasCome(life.paidAt, now) ? "paid" : "unpaid";
}
