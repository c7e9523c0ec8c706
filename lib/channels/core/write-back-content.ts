import { z } from "zod";

const parcel = z.object({ carrier: z.string(), tracking_number: z.string() });

/** A parcel as it is kept until the platform is told. `lines` null means all; `complete`: nothing is left to ship after it. */
export const shipmentContentSchema = parcel.extend({
  shipped_at: z.iso.datetime(),
  lines: z.array(z.object({ external_line_id: z.string(), quantity: z.number() })).nullable(),
  complete: z.boolean(),
  replaces: parcel.nullable(),
});
export type ShipmentContent = z.infer<typeof shipmentContentSchema>;

export const noteContentSchema = z.object({ note: z.string() });
export type NoteContent = z.infer<typeof noteContentSchema>;

/** Where a write-back's content is kept: what its ciphertext is bound to. */
export function writeBackPlace(id: string): string {
  return `write_backs.content:${id}`;
}

const SEPARATOR = ":";

/** What makes a parcel one write-back of its order. */
export function shipmentKey({ carrier, trackingNumber }: { carrier: string; trackingNumber: string }): string {
  return `${carrier}${SEPARATOR}${trackingNumber}`;
}

/** The parcel a key names; carriers hold no colon. */
export function parcelOfKey(key: string): { carrier: string; trackingNumber: string } {
  const at = key.indexOf(SEPARATOR);
  return { carrier: key.slice(0, at), trackingNumber: key.slice(at + 1) };
}
