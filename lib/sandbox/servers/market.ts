import { newSpec } from "../core/history";
import { type MarketEvent, marketEvents } from "../core/market-events";
import { hasOpenRoute, type MarketOrder, marketOrder, type OrderSpec } from "../core/market-order";
import { type SeededRandom, seededRandom } from "../core/seeded-random";
import { pauseBetweenOrders, TWIN_CHANCE } from "../core/trade-pace";

/** `firstOpenedAt`: when the routes of the past began to be told. */
export type MarketState = { specs: OrderSpec[]; toldUntil: number; firstOpenedAt: number };

/** As far back as a nightly comparison looks: a restarted platform must still know its orders. */
const KEEP_MS = 3 * 86_400_000;
const TWIN_WITHIN_MS = 40 * 60_000;
const BUYERS = 2_500;
/** Orders that were placed before anyone watched and are shipped in the first minutes. */
const WARM_UP_ORDERS = 14;
const WARM_UP_AGE_MS = 30 * 60_000;

const WARM_UP_PAIRS = 5;
const PAIR_AGE_MS = 12 * 60_000;
const CATCH_UP_MS = 4 * 60_000;

/** The sandbox's order book: opens orders by its own pace, and says what has to be told by now. */
export class Market {
  private readonly random: SeededRandom;
  private readonly orders = new Map<string, MarketOrder>();
  private pending: MarketEvent[] = [];
  private live: OrderSpec[] = [];
  private toldUntil: number;
  private readonly firstOpenedAt: number;
  private nextOrderAt: number;

  /** `state` is what a market before this one left; without one, history was told until `anchor`. */
  constructor(
    private readonly openedAt: number,
    history: { anchor: number; specs: readonly OrderSpec[] },
    state: MarketState | null,
  ) {
    this.random = seededRandom(`market:${openedAt}`);
    this.toldUntil = state?.toldUntil ?? history.anchor;
    this.firstOpenedAt = state?.firstOpenedAt ?? openedAt;
    this.nextOrderAt = openedAt;
    for (const spec of [...history.specs, ...(state?.specs ?? [])]) this.enter(spec, this.toldUntil);
    this.live = [...(state?.specs ?? [])];
    this.catchUpRoutes(history);
  }

  /** Routes of parcels shipped before there was a sandbox, told little by little while the market first opens. */
  private catchUpRoutes(history: { anchor: number; specs: readonly OrderSpec[] }): void {
    for (const spec of history.specs) {
      const order = this.orders.get(spec.id);
      if (!order || !hasOpenRoute(order, history.anchor)) continue;
      const at = this.firstOpenedAt + seededRandom(`catch up:${spec.id}`).int(1, CATCH_UP_MS);
      if (at > this.toldUntil) this.pending.push({ at, order, kind: "route" });
    }
  }

  /** Orders that a newcomer sees shipped and delivered within the first minute, and pairs that wait for a decision. */
  warmUp(): void {
    for (let i = 0; i < WARM_UP_ORDERS; i++) {
      this.list(this.newOrder({ placedAt: this.openedAt - WARM_UP_AGE_MS + i * 4_000, pace: "warm" }));
    }
    for (let i = 0; i < WARM_UP_PAIRS; i++) {
      const first = this.newOrder({ placedAt: this.openedAt - PAIR_AGE_MS - i * 60_000, pace: "twin" });
      this.list(first);
      this.list(this.joined(first, this.openedAt - this.random.int(1, 4) * 60_000));
    }
  }

  find(id: string): MarketOrder | null {
    return this.orders.get(id) ?? null;
  }

  *ordersOf(shop: string): Iterable<MarketOrder> {
    for (const order of this.orders.values()) if (order.shop === shop) yield order;
  }

  /** What happened since the last call, after opening the orders that are due. */
  advance(now: number): MarketEvent[] {
    for (; this.nextOrderAt <= now; this.nextOrderAt += pauseBetweenOrders(this.nextOrderAt - this.openedAt)) this.open(this.nextOrderAt);
    const due = this.pending.filter((event) => event.at <= now);
    this.pending = this.pending.filter((event) => event.at > now);
    this.toldUntil = now;
    this.live = this.live.filter((spec) => spec.placedAt > now - KEEP_MS);
    return lastOfEach(due, now).sort((a, b) => a.at - b.at);
  }

  state(): MarketState {
    return { specs: this.live, toldUntil: this.toldUntil, firstOpenedAt: this.firstOpenedAt };
  }

  private open(at: number): void {
    const first = this.random.chance(TWIN_CHANCE) ? this.someoneToOrderAgain(at) : undefined;
    // A first order that is later joined must still be in the house by then: some wait without knowing for what.
    const pace = this.random.chance(TWIN_CHANCE) ? "twin" : "live";
    this.list(first ? this.joined(first, at) : this.newOrder({ placedAt: at, pace }));
  }

  private newOrder(input: { placedAt: number; pace: OrderSpec["pace"] }): OrderSpec {
    return newSpec({ random: this.random, buyer: this.random.int(1, BUYERS), ...input });
  }

  /** The same buyer again, in the same shop, to leave in the same parcel. */
  private joined(first: OrderSpec, placedAt: number): OrderSpec {
    const spec = newSpec({ random: this.random, placedAt, buyer: first.buyer, pace: "twin", shop: first.shop });
    return { ...spec, parcelOf: first.parcelOf ?? first.id };
  }

  private list(spec: OrderSpec): void {
    this.live.push(spec);
    this.enter(spec, 0);
  }

  private someoneToOrderAgain(at: number): OrderSpec | undefined {
    const waiting = this.live.filter((spec) => spec.pace === "twin" && spec.placedAt > at - TWIN_WITHIN_MS && !spec.parcelOf);
    return waiting.length > 0 ? this.random.pick(waiting) : undefined;
  }

  private enter(spec: OrderSpec, toldUntil: number): void {
    this.orders.set(spec.id, marketOrder(spec));
    this.pending.push(...marketEvents(spec).filter((event) => event.at > toldUntil));
  }
}

/** After a pause only the newest of what was missed is told: a push means "look again", not "this happened". */
const OVERDUE_MS = 60_000;

function lastOfEach(events: MarketEvent[], now: number): MarketEvent[] {
  const newest = new Map<string, MarketEvent>();
  for (const event of events.filter((one) => one.at <= now - OVERDUE_MS)) {
    const key = `${event.order.id} ${event.kind}`;
    const held = newest.get(key);
    if (!held || held.at < event.at) newest.set(key, event);
  }
  return [...newest.values(), ...events.filter((one) => one.at > now - OVERDUE_MS)];
}
