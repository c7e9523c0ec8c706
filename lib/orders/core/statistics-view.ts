import { z } from "zod";
import { PLATFORMS } from "@/lib/shared/platform";
import { BALL_HOLDERS } from "./ball";
import { ORDER_STATUSES } from "./order-status";

/** Placed → ready to ship, at the median of a normal day: half an hour of buffer and an hour for people. */
export const GOLDEN_TARGET_MINUTES = 90;
/** A promise that ends within this time is at risk: one picking round takes about so long. */
export const AT_RISK_MINUTES = 120;
/** Orders whose story is read to say who held the day's orders; a few thousand events at most. */
export const GOLDEN_SAMPLE = 500;

export const statisticsFilterSchema = z.strictObject({
  shop: z.string().max(64).optional(),
});
export type StatisticsFilter = z.input<typeof statisticsFilterSchema>;

export const orderStatisticsView = z.object({
  at: z.iso.datetime(),
  to_ship: z.number(),
  late: z.number(),
  at_risk: z.number(),
  /** Orders not yet shipped with an open exception or hold. */
  waiting_for_person: z.number(),
  /** Minutes from placed to ready of the orders that became ready today (Shanghai); null when there are none. */
  golden: z.object({
    p50: z.number().nullable(),
    p90: z.number().nullable(),
    orders: z.number(),
    target: z.number(),
    /** Mean minutes each holder kept them; the parts add up to the mean of the newest 500 of these orders. */
    parts: z.partialRecord(z.enum(BALL_HOLDERS), z.number()),
  }),
  /** Open stages hold everything that stands in them; completed and cancelled only what arrived today. */
  stages: z.array(
    z.object({
      status: z.enum(ORDER_STATUSES),
      orders: z.number(),
      oldest_since: z.iso.datetime().nullable(),
    }),
  ),
  /** The last 24 whole and running hours by platform, beside the same hours a week before. */
  hourly: z.array(
    z.object({
      hour: z.iso.datetime(),
      platform: z.enum(PLATFORMS),
      orders: z.number(),
      week_before: z.number(),
    }),
  ),
  shops: z.array(
    z.object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      platform: z.enum(PLATFORMS),
      /** Newest sign of life of the source; null = never heard of. */
      heard_at: z.iso.datetime().nullable(),
    }),
  ),
});
export type OrderStatistics = z.infer<typeof orderStatisticsView>;
