import type { MarketEvent } from "@/lib/sandbox/core/market-events";
import { orderNumber } from "@/lib/sandbox/core/market-events";
import { type Life, type MarketOrder, marketOrder } from "@/lib/sandbox/core/market-order";
import type { SeededRandom } from "@/lib/sandbox/core/seeded-random";

/** Each shop's share of the orders. Taobao's are the fewest: its list only names them, and it allows ten calls a second. */
const SHARES = [
  { shop: "dy-xinghe", share: 0.24 },
  { shop: "dy-shanye", share: 0.2 },
  { shop: "pdd-tianyuan", share: 0.26 },
  { shop: "jd-hangyi", share: 0.2 },
  { shop: "tb-mulan", share: 0.1 },
] as const;
/** Platforms count whole seconds: changes of one order lie further apart. */
const STEP_MS = 3_000;
/** A message is told up to so long after the one that followed it. */
const LATEST_MS = 8_000;

export const CHAOS_SHOPS: readonly string[] = SHARES.map(({ shop }) => shop);

/** `tellAt`: when its platform says so, in an order of its own. */
export type ToldEvent = { tellAt: number; event: MarketEvent };

const NOTHING: Life = {
  paidAt: null,
  cancelledAt: null,
  addressChangedAt: null,
  refundAskedAt: null,
  refundedAt: null,
  shippedAt: null,
  route: [],
  finishedAt: null,
};

/** Orders of four platforms, all placed and paid within `lastMs` of `start`; a fifth is shipped, a tenth refunded, both later in it. */
export function chaosOrders(input: { random: SeededRandom; count: number; start: number; lastMs: number }): MarketOrder[] {
  const { random, count, start, lastMs } = input;
  const orders = new Map<string, MarketOrder>();
  const room = lastMs - 4 * STEP_MS;
  for (const { shop, share } of SHARES) {
    for (let n = 0; n < Math.round(count * share); ) {
      const placedAt = start + random.int(0, room);
      const id = orderNumber(shop, placedAt, random.int(0, 9_999));
      if (orders.has(id)) continue;
      const spec = { id, shop, buyer: random.int(1, 1_000_000), placedAt, pace: "live" } as const;
      orders.set(id, { ...marketOrder(spec), life: lifeOf({ random, n, placedAt, last: start + lastMs }) });
      n++;
    }
  }
  return [...orders.values()];
}

function lifeOf(input: { random: SeededRandom; n: number; placedAt: number; last: number }): Life {
  const { random, n, placedAt, last } = input;
  const paidAt = placedAt + STEP_MS;
  const next = () => random.int(paidAt + STEP_MS, last - STEP_MS);
  if (n % 5 === 0) return { ...NOTHING, paidAt, shippedAt: next() };
  if (n % 10 !== 1) return { ...NOTHING, paidAt };
  const refundAskedAt = next();
  return { ...NOTHING, paidAt, refundAskedAt, refundedAt: refundAskedAt + STEP_MS };
}

/** What the platforms tell of them, each message late by chance. */
export function toldEvents(orders: readonly MarketOrder[], random: SeededRandom): ToldEvent[] {
  const events = orders.flatMap((order): MarketEvent[] => {
    const { paidAt, shippedAt, refundAskedAt, refundedAt } = order.life;
    const tags: [string, number | null][] = [
      ["101", paidAt],
      ["102", shippedAt],
      ["200", refundAskedAt],
      ["206", refundedAt],
    ];
    return tags.flatMap(([tag, at]) => (at === null ? [] : [{ at, order, kind: "order" as const, tag, data: {} }]));
  });
  return events.map((event) => ({ event, tellAt: event.at + random.int(0, LATEST_MS) })).sort((a, b) => a.tellAt - b.tellAt);
}

export function finalStatus({ life }: MarketOrder): string {
  if (life.refundedAt !== null) return "cancelled";
  return life.shippedAt === null ? "paid" : "shipped";
}
