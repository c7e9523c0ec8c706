import { carrierName } from "@/lib/couriers/core/carrier";
import type { Platform } from "@/lib/shared/platform";
import { type Buyer, buyerOf } from "./buyers";
import { demoShop, type Product } from "./demo-shops";
import { seededRandom } from "./seeded-random";

/** How fast an order lives: `live` in minutes for a watching newcomer, `history` in days as in a real shop. */
export type Pace = "live" | "warm" | "twin" | "history";

/** All that must be remembered of an order; the rest follows from it. Times are epoch milliseconds. */
export type OrderSpec = { id: string; shop: string; buyer: number; placedAt: number; pace: Pace; parcelOf?: string };

export type RouteStep = { at: number; code: string; status: string; text: string };

/** What is going to happen to an order, if nobody interferes. */
export type Life = {
  paidAt: number | null;
  cancelledAt: number | null;
  addressChangedAt: number | null;
  refundAskedAt: number | null;
  refundedAt: number | null;
  shippedAt: number | null;
  route: RouteStep[];
  finishedAt: number | null;
};

export type MarketLine = Product & { lineId: string; quantity: number };

export type MarketOrder = OrderSpec & {
  person: Buyer;
  lines: MarketLine[];
  discount: number;
  freight: number;
  note: string;
  carrier: { code: string; name: string };
  trackingNumber: string;
  life: Life;
};

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

const CARRIERS = [
  { code: "zhongtong", prefix: "7" },
  { code: "yuantong", prefix: "YT" },
  { code: "yunda", prefix: "43" },
  { code: "shunfeng", prefix: "SF" },
  { code: "jtexpress", prefix: "JT" },
] as const;
const NOTES = ["", "", "", "", "", "", "麻烦尽快发货", "送人的，请包装好一点", "放驿站就行", "不要发韵达"] as const;

/** Before shipping these refund an order as a whole. */
const REFUNDS_WHOLE: readonly Platform[] = ["pdd", "jd", "wechat_pay"];

/** Pauses between the stages, [shortest, longest]. */
const PACES: Record<Pace, { pay: [number, number]; ship: [number, number]; hop: [number, number]; finish: [number, number] }> = {
  live: {
    pay: [3 * SECOND, 15 * SECOND],
    ship: [75 * SECOND, 4 * MINUTE],
    hop: [12 * SECOND, 40 * SECOND],
    finish: [MINUTE, 4 * MINUTE],
  },
  warm: {
    pay: [5 * SECOND, MINUTE],
    ship: [28 * MINUTE, 30 * MINUTE],
    hop: [5 * SECOND, 12 * SECOND],
    finish: [30 * SECOND, 2 * MINUTE],
  },
  twin: {
    pay: [3 * SECOND, 20 * SECOND],
    ship: [35 * MINUTE, 60 * MINUTE],
    hop: [20 * SECOND, MINUTE],
    finish: [2 * MINUTE, 5 * MINUTE],
  },
  history: {
    pay: [20 * SECOND, 25 * MINUTE],
    ship: [3 * HOUR, 22 * HOUR],
    hop: [5 * HOUR, 16 * HOUR],
    finish: [20 * HOUR, 70 * HOUR],
  },
};

/** The whole order of a spec. Pure: the same spec is the same order, today and after a restart. */
export function marketOrder(spec: OrderSpec): MarketOrder {
  const random = seededRandom(`order:${spec.id}`);
  const shop = demoShop(spec.shop);
  const count = random.chance(0.68) ? 1 : random.int(2, 3);
  const lines = Array.from({ length: count }, (_, index): MarketLine => {
    const lineId = count === 1 ? spec.id : `${spec.id.slice(0, -1)}${index + 1}`;
    return { ...random.pick(shop.products), lineId, quantity: random.chance(0.8) ? 1 : random.int(2, 3) };
  });
  const goods = lines.reduce((total, line) => total + line.price * line.quantity, 0);
  // Orders that leave in one parcel share carrier and number.
  const parcel = seededRandom(`parcel:${spec.parcelOf ?? spec.id}`);
  const { code, prefix } = parcel.pick(CARRIERS);
  const carrier = { code, name: carrierName(code) };
  return {
    ...spec,
    person: buyerOf(spec.buyer),
    lines,
    discount: random.chance(0.35) ? Math.min(random.int(1, 20) * 100, Math.floor(goods / 5)) : 0,
    freight: goods < 4000 ? 800 : 0,
    note: random.pick(NOTES),
    carrier,
    trackingNumber: prefix + String(parcel.int(1, 999_999)).padStart(6, "0") + String(parcel.int(0, 9_999_999)).padStart(7, "0"),
    life: lifeOf({ spec, carrierName: carrier.name, lineCount: count }),
  };
}

/** The money went back before anything left: that is the end of the order. */
export function endedByRefund({ life }: MarketOrder): boolean {
  return life.refundedAt !== null && life.shippedAt === null;
}

const LATELY_MS = 24 * HOUR;

/** Shipped by `at`, and its parcel still moving or moved within a day. */
export function hasOpenRoute(order: MarketOrder, at: number): boolean {
  const { shippedAt, route } = order.life;
  return shippedAt !== null && shippedAt <= at && (route.at(-1)?.at ?? 0) > at - LATELY_MS;
}

function lifeOf(input: { spec: OrderSpec; carrierName: string; lineCount: number }): Life {
  const { spec, carrierName, lineCount } = input;
  const random = seededRandom(`life:${spec.id}`);
  const pace = PACES[spec.pace];
  const pause = ([shortest, longest]: [number, number]) => random.int(shortest, longest);
  const life: Life = {
    paidAt: null,
    cancelledAt: null,
    addressChangedAt: null,
    refundAskedAt: null,
    refundedAt: null,
    shippedAt: null,
    route: [],
    finishedAt: null,
  };
  const never = random.unit();
  // Twins and warm-up orders are there to be seen moving: they are always paid and never called off.
  const steady = spec.pace === "twin" || spec.pace === "warm";
  if (!steady && never < 0.06) return { ...life, cancelledAt: spec.placedAt + pause(pace.pay) * 4 };
  const paidAt = spec.placedAt + pause(pace.pay);
  life.paidAt = paidAt;
  const shippedAt = paidAt + pause(pace.ship);
  if (!steady && never < 0.1) {
    life.refundAskedAt = between(paidAt, shippedAt, 0.3);
    life.refundedAt = between(paidAt, shippedAt, 0.8);
    if (lineCount === 1 || REFUNDS_WHOLE.includes(demoShop(spec.shop).platform)) return life;
  }
  if (never > 0.97) life.addressChangedAt = between(paidAt, shippedAt, 0.4);
  life.shippedAt = shippedAt;
  life.route = routeOf({ from: shippedAt, pause: () => pause(pace.hop), carrierName, person: buyerOf(spec.buyer), random });
  const delivered = life.route.at(-1)?.at ?? shippedAt;
  life.finishedAt = delivered + pause(pace.finish);
  if (!steady && never > 0.93 && never < 0.96) life.refundAskedAt = between(delivered, life.finishedAt, 0.5);
  return life;
}

function between(from: number, to: number, share: number): number {
  return Math.round(from + (to - from) * share);
}

function routeOf(input: {
  from: number;
  pause: () => number;
  carrierName: string;
  person: Buyer;
  random: ReturnType<typeof seededRandom>;
}): RouteStep[] {
  const { pause, carrierName, person, random } = input;
  let at = input.from;
  const step = (code: string, status: string, text: string): RouteStep => {
    at += pause();
    return { at, code, status, text };
  };
  const courier = `${buyerOf(random.int(1, 9000)).name}，联系电话：13${String(random.int(0, 999_999_999)).padStart(9, "0")}`;
  return [
    step("103", "揽收", `【${carrierName}】快件已由揽收网点收取`),
    step("0", "在途", "快件已到达【杭州转运中心】"),
    step("1002", "干线", `快件离开【杭州转运中心】，发往【${person.city}转运中心】`),
    step("5", "派件", `【${person.district}营业部】快递员：${courier} 正在为您派件`),
    random.chance(0.4) ? step("304", "投柜或站签收", "快件已由驿站代收，请及时取件") : step("3", "签收", "快件已签收，签收人：本人"),
  ];
}
