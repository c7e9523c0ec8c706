import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";
import { DIFFERENCE_KINDS, differenceMachine, reconciliationMachine } from "./reconciliation-state";

const MOST_RECONCILE_MS = 31 * 86_400_000;
const offset = instantSchema;
const instant = z.iso.datetime();

export const startReconciliationSchema = z
  .strictObject({ shop: z.string().min(1).max(64), from: offset, to: offset })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ["to"], message: "must be after from" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MOST_RECONCILE_MS, { path: ["from"], message: "must be at most 31 days before to" });
export type StartReconciliationInput = z.input<typeof startReconciliationSchema>;

export const listReconciliationsSchema = z.strictObject({
  shop: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListReconciliationsInput = z.input<typeof listReconciliationsSchema>;

export const reconciliationViewSchema = z.object({
  id: z.uuid(),
  shop: z.string(),
  shop_name: z.string(),
  from: instant,
  to: instant,
  state: z.enum(reconciliationMachine.states),
  /** Orders the platform lists in the range, and those here that it modified in it. */
  listed: z.number(),
  held: z.number(),
  missing: z.number(),
  stale: z.number(),
  extra: z.number(),
  repaired: z.number(),
  error: z.string().nullable(),
  requested_by: z.string(),
  started_at: instant,
  finished_at: instant.nullable(),
});
export type ReconciliationView = z.infer<typeof reconciliationViewSchema>;

export const differenceViewSchema = z.object({
  external_id: z.string(),
  order_id: z.uuid().nullable(),
  kind: z.enum(DIFFERENCE_KINDS),
  state: z.enum(differenceMachine.states),
  theirs_at: instant.nullable(),
  ours_at: instant.nullable(),
  reason: z.string().nullable(),
});
export const reconciliationDetailSchema = reconciliationViewSchema.extend({
  /** At most 500. */
  differences: z.array(differenceViewSchema),
});
export type ReconciliationDetail = z.infer<typeof reconciliationDetailSchema>;
