import { z } from "zod";

const parcel = z.object({ carrier: z.string().max(60), tracking_number: z.string().min(1).max(60) });

/** A canonical order and its parcels; the ingest checks every other field and names what it refuses. */
export const orderSchema = z.looseObject({
  external_id: z.union([z.string(), z.number()]).transform(String),
  parcels: z.array(parcel).max(20).default([]),
});
export type GenericOrder = z.output<typeof orderSchema>;

/** A push holds a list or one order. */
export const pushSchema = z.union([z.object({ orders: z.array(orderSchema).min(1).max(1000) }), orderSchema.transform((one) => ({ orders: [one] }))]);

/** A page of changed orders; without `next_cursor` it is the last. */
export const pageSchema = z.object({
  orders: z.array(z.looseObject({ external_id: z.union([z.string(), z.number()]).transform(String) })),
  next_cursor: z.string().min(1).nullish(),
  total: z.int().min(0).nullish(),
});
export const modifiedSchema = z.object({ modified_at: z.iso.datetime({ offset: true }) });

/** What a refusal may say. */
export const reasonSchema = z.object({ reason: z.string().max(500) });
