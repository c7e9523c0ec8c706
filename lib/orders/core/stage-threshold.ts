import type { OrderStatus } from "./order-status";

const HOUR_MS = 3_600_000;

/** No order is called stuck sooner: a stage that pauses for a lunch break is not an alarm. */
const STUCK_FLOOR_MS = 2 * HOUR_MS;

/**
 * How long a stage may last without progress before a person is told; null = waiting there is nobody's failure.
 * `paid` counts from the end of the buffer or the buyer's ship-after, whichever is later.
 */
export const STAGE_THRESHOLD_MS: Readonly<Record<OrderStatus, number | null>> = {
  /** Platforms close unpaid orders themselves. */
  unpaid: null,
  /** The machine releases it every minute: two hours past its buffer something holds it. */
  paid: STUCK_FLOOR_MS,
  /** One shift: a warehouse picks at least twice a day. */
  ready_to_ship: 8 * HOUR_MS,
  /** The rest of a split order leaves by the next day's second pick. */
  partially_shipped: 24 * HOUR_MS,
  /** Platforms fine a parcel without a route update after 24 to 48 h; every courier scan counts as progress. */
  shipped: 48 * HOUR_MS,
  /** Platforms complete a signed order by themselves after 7 to 15 days. */
  delivered: null,
  completed: null,
  cancelled: null,
};

export type StageFacts = {
  status: OrderStatus;
  stageSince: Date;
  bufferUntil: Date | null;
  lastProgressAt: Date | null;
};

/** The instant at which an order counts as stuck unless it moves, or null when its stage has no threshold. */
export function stuckAt(facts: StageFacts): Date | null {
  const threshold = STAGE_THRESHOLD_MS[facts.status];
  if (threshold === null) return null;
  const started = [facts.stageSince, facts.status === "paid" ? facts.bufferUntil : null, facts.lastProgressAt];
  return new Date(Math.max(...started.map((at) => at?.getTime() ?? 0)) + Math.max(threshold, STUCK_FLOOR_MS));
}
