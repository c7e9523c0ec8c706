import { openJson } from "@/lib/security/crypto/field-cipher";
import { type NoteContent, noteContentSchema, type ShipmentContent, shipmentContentSchema, writeBackPlace } from "../core/write-back-content";

type Kept = { id: string; content: string };

/** Step: the parcel of a write-back. */
export function readShipment({ id, content }: Kept): ShipmentContent {
  return shipmentContentSchema.parse(openJson(writeBackPlace(id), content));
}

/** Step: the note of a write-back. */
export function readNote({ id, content }: Kept): NoteContent {
  return noteContentSchema.parse(openJson(writeBackPlace(id), content));
}
