import { DEMO_SHOPS } from "./demo-shops";
import { orderNumber } from "./market-events";
import type { OrderSpec } from "./market-order";
import { type SeededRandom, seededRandom } from "./seeded-random";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SHANGHAI_OFFSET = 8 * HOUR;

/** Orders by hour of a Shanghai day: quiet nights, lunch, and the evening's live streams. */
const HOUR_WEIGHTS = [3, 2, 1, 1, 1, 2, 4, 7, 12, 18, 22, 24, 26, 22, 20, 21, 22, 20, 22, 28, 36, 38, 26, 10] as const;

/** The days before the sandbox opened: the same anchor gives the same orders. Oldest first. */
export function historySpecs(input: { anchor: number; days: number; count: number; buyers: number }): OrderSpec[] {
  const random = seededRandom(`history:${input.anchor}`);
  const specs: OrderSpec[] = [];
  while (specs.length < input.count) {
    const placedAt = pickTime(random, input.anchor, input.days);
    if (placedAt < input.anchor - 5 * 60_000) specs.push(newSpec({ random, placedAt, buyer: random.int(1, input.buyers), pace: "history" }));
  }
  return specs.sort((a, b) => a.placedAt - b.placedAt);
}

function pickTime(random: SeededRandom, anchor: number, days: number): number {
  for (;;) {
    const at = anchor - random.int(0, days * DAY);
    const hour = new Date(at + SHANGHAI_OFFSET).getUTCHours();
    if (random.unit() * 38 < (HOUR_WEIGHTS[hour] ?? 0)) return at;
  }
}

/** An order of some shop, by the shops' shares. */
export function newSpec(input: { random: SeededRandom; placedAt: number; buyer: number; pace: OrderSpec["pace"]; shop?: string }): OrderSpec {
  const { random, placedAt, buyer, pace } = input;
  const shop = input.shop ?? pickShop(random);
  return { id: orderNumber(shop, placedAt, random.int(0, 9_999)), shop, buyer, placedAt, pace };
}

function pickShop(random: SeededRandom): string {
  let left = random.unit() * DEMO_SHOPS.reduce((total, shop) => total + shop.weight, 0);
  for (const shop of DEMO_SHOPS) {
    left -= shop.weight;
    if (left < 0) return shop.code;
  }
  return DEMO_SHOPS[0]?.code ?? "";
}
