import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";
import { EVENT_CATALOGUE, type EventType } from "./catalogue";
import { deliveryMachine, endpointMachine } from "./delivery-state";

const TYPES = Object.keys(EVENT_CATALOGUE) as [EventType, ...EventType[]];

export const createEndpointSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }).max(1_000),
  description: z.string().trim().max(200).default(""),
  /** Empty means every type. */
  types: z.array(z.enum(TYPES)).max(TYPES.length).default([]),
});
export type CreateEndpointInput = z.input<typeof createEndpointSchema>;

export const endpointActionSchema = z.strictObject({ endpoint_id: z.uuid(), action: z.enum(["pause", "resume", "rotate_secret", "remove"]) });
export type EndpointActionInput = z.input<typeof endpointActionSchema>;

export const redeliverSchema = z.strictObject({
  endpoint_id: z.uuid(),
  /** One delivery, or all of a stretch of time: events that occurred from ≤ t < to. */
  delivery_id: z.uuid().optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  only_failed: z.boolean().default(true),
});
export type RedeliverInput = z.input<typeof redeliverSchema>;

export const endpointView = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.enum(TYPES)),
  state: z.enum(endpointMachine.states),
  state_reason: z.string(),
  /** Since when nothing was taken; null when the last attempt succeeded. */
  failing_since: z.iso.datetime().nullable(),
  /** Rests until then after failures in a row. */
  rests_until: z.iso.datetime().nullable(),
  previous_secret_until: z.iso.datetime().nullable(),
  waiting: z.number(),
  failed: z.number(),
  created_at: z.iso.datetime(),
});
export type EndpointView = z.infer<typeof endpointView>;

export const deliveryFilterSchema = z.strictObject({
  state: z.enum(deliveryMachine.states).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DeliveryFilter = z.input<typeof deliveryFilterSchema>;

export const deliveryView = z.object({
  id: z.uuid(),
  event_id: z.uuid(),
  type: z.enum(TYPES),
  state: z.enum(deliveryMachine.states),
  attempts: z.number(),
  last_status: z.number().nullable(),
  last_error: z.string().nullable(),
  last_duration_ms: z.number().nullable(),
  occurred_at: z.iso.datetime(),
  next_try_at: z.iso.datetime().nullable(),
  delivered_at: z.iso.datetime().nullable(),
});
export type DeliveryView = z.infer<typeof deliveryView>;
export const deliveryPageView = z.object({ deliveries: z.array(deliveryView), next_cursor: z.string().nullable() });
export type DeliveryPage = z.infer<typeof deliveryPageView>;
