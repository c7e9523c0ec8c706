import { z } from "zod";

const orderRef = z.object({ order_id: z.uuid(), shop_id: z.uuid() });

/** Every event the product emits, with the schema of its payload: ids and states, never personal data. */
export const EVENT_CATALOGUE = {
  "order.created": orderRef,
  "order.updated": orderRef.extend({ version: z.number(), origin: z.string() }),
  "order.status_changed": orderRef.extend({ from: z.string(), to: z.string() }),
  "order.exception_opened": orderRef.extend({ exception_type: z.string() }),
  "order.exception_closed": orderRef.extend({ exception_type: z.string() }),
  "order.held": orderRef,
  "order.released": orderRef,
  "order.refund_changed": orderRef.extend({ external_line_id: z.string(), refund_status: z.string() }),
  /** A warehouse or an API said that a parcel left with this order; `whole`: nothing of the order stays behind. */
  "order.parcel_left": orderRef.extend({
    carrier: z.string(),
    tracking_number: z.string(),
    occurred_at: z.iso.datetime(),
    whole: z.boolean(),
    line_ids: z.array(z.string()),
    replaces: z.string().nullable(),
  }),
  "parcel.moved": z.object({ parcel_id: z.uuid(), order_ids: z.array(z.uuid()), state: z.string() }),
  "merge.suggested": z.object({ suggestion_id: z.uuid(), order_ids: z.array(z.uuid()) }),
  "merge.decided": z.object({ suggestion_id: z.uuid(), order_ids: z.array(z.uuid()), state: z.string() }),
  "group.changed": z.object({ group_id: z.uuid(), order_ids: z.array(z.uuid()), state: z.string() }),
  "change.requested": z.object({ change_request_id: z.uuid(), order_id: z.uuid() }),
  "change.decided": z.object({ change_request_id: z.uuid(), order_id: z.uuid(), state: z.string() }),
  "import.progressed": z.object({ import_id: z.uuid(), done_rows: z.number(), total_rows: z.number(), state: z.string() }),
  "alert.changed": z.object({ alert_id: z.uuid(), rule: z.string(), state: z.string() }),
  "job.finished": z.object({ run_id: z.uuid(), job: z.string(), state: z.string() }),
} as const;

export type EventType = keyof typeof EVENT_CATALOGUE;
export type EventPayload<T extends EventType> = z.infer<(typeof EVENT_CATALOGUE)[T]>;

/** An event to emit; `id` is given when it is written. */
export type NewEvent = { [T in EventType]: { type: T; payload: EventPayload<T> } }[EventType];
export type DomainEvent = NewEvent & { id: string; requestId: string };
