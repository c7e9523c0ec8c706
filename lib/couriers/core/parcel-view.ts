import { z } from "zod";
import { PARCEL_STATES } from "./parcel-state";

export const listOrderParcelsSchema = z.strictObject({ order_id: z.uuid() });
export type ListOrderParcelsInput = z.input<typeof listOrderParcelsSchema>;

/** A parcel with its route, newest node first; texts are masked. */
export const parcelViewSchema = z.object({
  id: z.uuid(),
  carrier: z.string(),
  tracking_number: z.string(),
  state: z.enum(PARCEL_STATES),
  last_event_at: z.iso.datetime().nullable(),
  /** Every order with lines in it: more than one after a merge. */
  order_ids: z.array(z.uuid()),
  events: z.array(z.object({ id: z.uuid(), occurred_at: z.iso.datetime(), state: z.enum(PARCEL_STATES), text: z.string(), place: z.string() })),
});
export type ParcelView = z.infer<typeof parcelViewSchema>;
