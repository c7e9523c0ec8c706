import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";
import { pullMachine } from "./pull-state";

/** The longest stretch of one backfill. */
const MOST_BACKFILL_MS = 90 * 86_400_000;

const instant = instantSchema;

export const startBackfillSchema = z
  .strictObject({ shop: z.string().min(1).max(64), from: instant, to: instant, dry_run: z.boolean().default(false) })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ["to"], message: "must be after from" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MOST_BACKFILL_MS, { path: ["from"], message: "must be at most 90 days before to" });
export type StartBackfillInput = z.input<typeof startBackfillSchema>;

/** What the platform lists in the range, against what is here. `counted_until` stays short of `to` where counting took too long. */
export const backfillCountSchema = z.object({
  listed: z.number(),
  new: z.number(),
  newer: z.number(),
  same: z.number(),
  counted_until: z.iso.datetime(),
});
export type BackfillCount = z.infer<typeof backfillCountSchema>;

export const backfillViewSchema = z.object({
  id: z.uuid(),
  shop: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  done: z.boolean(),
  windows: z.object(
    Object.fromEntries(pullMachine.states.map((state) => [state, z.number()])) as Record<(typeof pullMachine.states)[number], z.ZodNumber>,
  ),
  listed: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  /** Why a window failed last. */
  error: z.string().nullable(),
});
export type BackfillView = z.infer<typeof backfillViewSchema>;

/** A dry run counts and plans nothing; otherwise the windows are planned and `backfill` says how far they are. */
export const startedBackfillSchema = z.object({
  count: backfillCountSchema.nullable(),
  windows: z.number(),
  backfill: backfillViewSchema.nullable(),
});
export type StartedBackfill = z.infer<typeof startedBackfillSchema>;

/** A stretch of a shop whose failed windows a person pulls at once, or gives up on and says why. */
export const retryPullsSchema = z.strictObject({ shop: z.string().min(1).max(64), from: instant, to: instant });
export type RetryPullsInput = z.input<typeof retryPullsSchema>;
export const abandonPullsSchema = retryPullsSchema.extend({ reason: z.string().trim().min(1).max(300) });
export type AbandonPullsInput = z.input<typeof abandonPullsSchema>;
