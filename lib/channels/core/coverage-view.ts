import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";
import { PLATFORMS } from "@/lib/shared/platform";
import { breakerMachine } from "./breaker-state";
import { SEGMENT_STATES } from "./coverage";

/** The longest stretch that the map draws. */
export const MOST_COVERAGE_MS = 31 * 86_400_000;
const DEFAULT_RANGE_MS = 24 * 3_600_000;

export const coverageFilterSchema = z
  .strictObject({
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    shop: z.string().max(64).optional(),
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), { path: ["to"], message: "must be after from" })
  .refine(({ from, to }) => !from || !to || Date.parse(to) - Date.parse(from) <= MOST_COVERAGE_MS, {
    path: ["from"],
    message: "must be at most 31 days before to",
  });
export type CoverageFilter = z.input<typeof coverageFilterSchema>;

const instant = z.iso.datetime();

export const coverageSegmentSchema = z.object({
  from: instant,
  to: instant,
  state: z.enum(SEGMENT_STATES),
  /** Pull windows in it, and what they brought. */
  windows: z.number(),
  listed: z.number(),
  created: z.number(),
  updated: z.number(),
  refused: z.number(),
  error: z.string().nullable(),
  next_try_at: instant.nullable(),
});
export type CoverageSegmentView = z.infer<typeof coverageSegmentSchema>;

export const shopCoverageSchema = z.object({
  shop_id: z.uuid(),
  code: z.string(),
  name: z.string(),
  platform: z.enum(PLATFORMS),
  /** push_only: the platform cannot be asked what changed; waiting: it can, and the shop is not connected yet. */
  pulls: z.enum(["on", "paused", "waiting", "push_only"]),
  paused_reason: z.string(),
  cover_from: instant.nullable(),
  covered_until: instant.nullable(),
  last_push_at: instant.nullable(),
  last_pull_at: instant.nullable(),
  last_error: z.string().nullable(),
  breaker: z.object({ state: z.enum(breakerMachine.states), failures: z.number(), retry_at: instant.nullable(), reason: z.string() }),
  gaps: z.number(),
  overlaps: z.number(),
  segments: z.array(coverageSegmentSchema),
});
export type ShopCoverage = z.infer<typeof shopCoverageSchema>;

export const coverageViewSchema = z.object({ from: instant, to: instant, at: instant, shops: z.array(shopCoverageSchema) });
export type CoverageView = z.infer<typeof coverageViewSchema>;

/** The asked range; the last 24 hours unless said. */
export function coverageRange(filter: z.output<typeof coverageFilterSchema>, now: Date): { from: Date; to: Date } {
  const to = filter.to ? new Date(filter.to) : now;
  return { from: filter.from ? new Date(filter.from) : new Date(to.getTime() - DEFAULT_RANGE_MS), to };
}
