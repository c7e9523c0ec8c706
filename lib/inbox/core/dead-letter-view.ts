import { z } from "zod";
import { PAGE_LIMIT } from "@/lib/shared/page";
import { INBOX_SOURCES } from "./inbox-state";

/** `dead` needs a person; `parked` waits for something named and comes back by itself. */
export const UNSETTLED_STATES = ["dead", "parked"] as const;

export const listDeadLettersSchema = z.strictObject({
  state: z.enum(UNSETTLED_STATES).optional(),
  source: z.enum(INBOX_SOURCES).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
});
export type ListDeadLettersInput = z.input<typeof listDeadLettersSchema>;

export const replayPushSchema = z.strictObject({ inbox_id: z.uuid() });
export type ReplayPushInput = z.input<typeof replayPushSchema>;

/** A push that has not become what it should; its payload stays sealed. */
export const deadLetterViewSchema = z.object({
  id: z.uuid(),
  source: z.enum(INBOX_SOURCES),
  scope: z.string(),
  shop_id: z.uuid().nullable(),
  topic: z.string(),
  state: z.enum(UNSETTLED_STATES),
  reason: z.string(),
  waits_for: z.string().nullable(),
  attempts: z.number(),
  repeats: z.number(),
  received_at: z.iso.datetime(),
});
export type DeadLetterView = z.infer<typeof deadLetterViewSchema>;

export type DeadLetterList = { dead_letters: DeadLetterView[]; next_cursor: string | null };
