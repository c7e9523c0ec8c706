import { z } from "zod";
import { inboxMachine } from "./inbox-state";
import { MAX_PUSH_BYTES } from "./push";

export const viewPushSchema = z.strictObject({
  inbox_id: z.uuid(),
  /** Personal data as it came; wants the purpose, which is written down. */
  reveal: z.boolean().default(false),
  purpose: z.string().trim().max(300).default(""),
});
export type ViewPushInput = z.input<typeof viewPushSchema>;

export const repairPushSchema = z.strictObject({
  inbox_id: z.uuid(),
  /** The payload as JSON text. */
  payload: z.string().min(1).max(MAX_PUSH_BYTES),
  reason: z.string().trim().min(1).max(300),
});
export type RepairPushInput = z.input<typeof repairPushSchema>;

export const dropPushSchema = z.strictObject({ inbox_id: z.uuid(), reason: z.string().trim().min(1).max(300) });
export type DropPushInput = z.input<typeof dropPushSchema>;

export const MOST_REPLAYED = 500;

export const replayPushesSchema = z
  .strictObject({
    shop_id: z.uuid().optional(),
    /** Part of the reason: what they all failed of. */
    reason: z.string().trim().min(1).max(300).optional(),
    inbox_ids: z.array(z.uuid()).min(1).max(MOST_REPLAYED).optional(),
  })
  .refine(({ shop_id, reason, inbox_ids }) => shop_id !== undefined || reason !== undefined || inbox_ids !== undefined, {
    message: "needs a shop_id, a reason or inbox_ids",
  });
export type ReplayPushesInput = z.input<typeof replayPushesSchema>;

/** A push with its payload, indented JSON. `masked`: personal data is hidden, so this text must not be sent back. */
export const pushPayloadViewSchema = z.object({
  id: z.uuid(),
  topic: z.string(),
  state: z.enum(inboxMachine.states),
  reason: z.string(),
  masked: z.boolean(),
  payload: z.string(),
  /** What came, where a person repaired it since; null otherwise. */
  original: z.string().nullable(),
  repaired_by: z.string().nullable(),
});
export type PushPayloadView = z.infer<typeof pushPayloadViewSchema>;

export const replayResultsSchema = z.object({
  results: z.array(z.object({ inbox_id: z.uuid(), outcome: z.enum(["replayed", "refused"]), reason: z.string() })),
  /** More of the same that were left for another call. */
  left: z.number(),
});
export type ReplayResults = z.infer<typeof replayResultsSchema>;
