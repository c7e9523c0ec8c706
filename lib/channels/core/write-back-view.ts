import { z } from "zod";
import { CARRIER_CODES } from "@/lib/couriers/core/carrier";
import { PAGE_LIMIT } from "@/lib/shared/page";
import { FAILURE_KINDS } from "./channel-adapter";
import { WRITE_BACK_KINDS, writeBackMachine } from "./write-back-state";

export const listWriteBacksSchema = z.strictObject({
  status: z.enum(writeBackMachine.states).optional(),
  /** Shop code. */
  shop: z.string().max(64).optional(),
  order_id: z.uuid().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
});
export type ListWriteBacksInput = z.input<typeof listWriteBacksSchema>;

/** Tried again as it is, or put right first: with the carrier's code, or with the lines that the parcel took along. */
export const retryWriteBackSchema = z.strictObject({
  write_back_id: z.uuid(),
  carrier: z.enum(CARRIER_CODES as [string, ...string[]]).optional(),
  line_ids: z.array(z.string().min(1).max(64)).min(1).max(500).optional(),
});
export type RetryWriteBackInput = z.input<typeof retryWriteBackSchema>;

export const dropWriteBackSchema = z.strictObject({ write_back_id: z.uuid(), reason: z.string().trim().min(1).max(300) });
export type DropWriteBackInput = z.input<typeof dropWriteBackSchema>;

/** One thing a platform is told of an order. The text of a note is not shown here: it is the order's own. */
export const writeBackViewSchema = z.object({
  id: z.uuid(),
  shop_id: z.uuid(),
  shop_code: z.string(),
  order_id: z.uuid(),
  external_id: z.string(),
  kind: z.enum(WRITE_BACK_KINDS),
  /** Blank for a note. */
  carrier: z.string(),
  tracking_number: z.string(),
  /** The version that changed the note; null for a parcel. */
  version: z.number().nullable(),
  state: z.enum(writeBackMachine.states),
  attempts: z.number(),
  failure_kind: z.enum([...FAILURE_KINDS, "over_limit"]).nullable(),
  error: z.string().nullable(),
  next_try_at: z.iso.datetime().nullable(),
  sent_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type WriteBackView = z.infer<typeof writeBackViewSchema>;
export type WriteBackList = { write_backs: WriteBackView[]; next_cursor: string | null };
