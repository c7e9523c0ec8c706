import { expect, test } from "vitest";
import { historySpecs } from "@/lib/sandbox/core/history";
import { marketOrder } from "@/lib/sandbox/core/market-order";
import { Market } from "@/lib/sandbox/servers/market";

const OPENED = Date.parse("2026-11-24T06:00:00Z");
const MINUTE = 60_000;
const NO_HISTORY = { anchor: OPENED, specs: [] };

/** Lets `minutes` pass step by step and returns what was told. */
function trade(market: Market, minutes: number, stepMs = 500) {
  const told = [];
  for (let now = OPENED; now <= OPENED + minutes * MINUTE; now += stepMs) told.push(...market.advance(now));
  return told;
}

test("within the first minute a newcomer sees orders come, parcels leave and arrive, and pairs to decide about", () => {
  const market = new Market(OPENED, NO_HISTORY, null);
  market.warmUp();
  const told = trade(market, 1);
  const tags = new Set(told.map((event) => (event.kind === "order" ? event.tag : "route")));
  expect([...tags]).toEqual(expect.arrayContaining(["100", "101", "102", "route"]));
  const delivered = told.filter((event) => event.kind === "route" && event.at >= (event.order.life.route.at(-1)?.at ?? 0));
  expect(delivered.length).toBeGreaterThan(0);
  const buyers = told.filter((event) => event.kind === "order" && event.tag === "101").map((event) => `${event.order.shop} ${event.order.buyer}`);
  expect(buyers.length - new Set(buyers).size).toBeGreaterThanOrEqual(4);
});

test("a night makes thousands of orders, not millions", () => {
  const market = new Market(OPENED, NO_HISTORY, null);
  const orders = trade(market, 8 * 60, 10_000).filter((event) => event.kind === "order" && event.tag === "100");
  expect(orders.length).toBeGreaterThan(1_000);
  expect(orders.length).toBeLessThan(2_500);
});

test("a restarted market knows its orders and tells the newest of what was missed, once", () => {
  const before = new Market(OPENED, NO_HISTORY, null);
  trade(before, 5);
  const state = JSON.parse(JSON.stringify(before.state()));
  const after = new Market(OPENED + 60 * MINUTE, NO_HISTORY, state);
  for (const spec of state.specs) expect(after.find(spec.id)).toEqual(before.find(spec.id));
  const told = after.advance(OPENED + 60 * MINUTE);
  const missed = told.filter((event) => event.at < OPENED + 59 * MINUTE);
  const keys = missed.map((event) => `${event.order.id} ${event.kind}`);
  expect(keys.length).toBeGreaterThan(0);
  expect(new Set(keys).size).toBe(keys.length);
});

test("the same anchor gives the same past", () => {
  const plan = { anchor: OPENED, days: 8, count: 200, buyers: 50 };
  expect(historySpecs(plan)).toEqual(historySpecs(plan));
  expect(new Set(historySpecs(plan).map((spec) => spec.id)).size).toBe(200);
});

test("an order's life runs forward: paid, shipped, every node of its route, finished", () => {
  for (const spec of historySpecs({ anchor: OPENED, days: 8, count: 300, buyers: 50 })) {
    const { life, placedAt } = marketOrder(spec);
    const times = [placedAt, life.paidAt, life.shippedAt, ...life.route.map((step) => step.at), life.finishedAt].filter((at) => at !== null);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  }
});
