/** What a parcel is doing, in the words tracking providers share. */
export const PARCEL_STATES = [
  "created",
  "collected",
  "in_transit",
  "out_for_delivery",
  "at_pickup_point",
  "delivered",
  "problem",
  "returning",
  "returned",
] as const;
export type ParcelState = (typeof PARCEL_STATES)[number];
