import type { Tx } from "@/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { shippedLines } from "../core/shipped-lines";
import { parcelOfKey, type ShipmentContent, shipmentKey, writeBackPlace } from "../core/write-back-content";
import { insertWriteBack, listToldParcels, listWriteBacksOfOrder, moveWriteBack, type WriteBackRow } from "../store/write-back-store";
import { enqueueWriteBacks } from "./enqueue-write-backs";
import { readShipment } from "./read-write-back";

/** A parcel of one order that its platform has to hear of. */
export type ParcelToTell = {
  parcelId: string;
  carrier: string;
  trackingNumber: string;
  shippedAt: Date;
  whole: boolean;
  lineIds: readonly string[];
  replaces: string | null;
};

const LINES_UNKNOWN = "Only some lines left in this parcel and the scan does not say which: name them and try again.";

/** Step: queues what the platform must be told of one parcel, once. Whoever calls it knows that the shop can be told. */
export async function queueShipment(tx: Tx, ctx: Ctx, input: { order: OrderSnapshot; parcel: ParcelToTell }): Promise<void> {
  const { order, parcel } = input;
  const before = (await listWriteBacksOfOrder(tx, { orderId: order.id, kind: "shipment" })).filter(({ state }) => state !== "dropped");
  const replaces = parcel.replaces ? await replacedParcel(tx, { orderId: order.id, number: parcel.replaces, before }) : null;
  const isReplaced = ({ key }: WriteBackRow) => parcel.replaces !== null && parcelOfKey(key).trackingNumber === parcel.replaces;
  const kept = before.filter((row) => !isReplaced(row));
  const inherited = before.filter(isReplaced).flatMap((row) => readShipment(row).lines ?? []);
  const lines = shippedLines({
    whole: parcel.whole,
    named: parcel.lineIds.length > 0 ? parcel.lineIds : inherited.map((line) => line.external_line_id),
    open: openLines(order),
    earlier: kept.map((row) => linesOf(readShipment(row))),
  });
  const id = newId();
  const { carrier, trackingNumber } = parcel;
  const known = lines.kind === "known" ? { lines: toContentLines(lines.lines), complete: lines.complete } : { lines: null, complete: false };
  const content: ShipmentContent = { carrier, tracking_number: trackingNumber, shipped_at: parcel.shippedAt.toISOString(), ...known, replaces };
  const stopped = lines.kind === "unknown" ? { state: "stopped" as const, failureKind: "refused" as const, error: LINES_UNKNOWN } : {};
  const queued = await insertWriteBack(tx, {
    id,
    shopId: order.shop.id,
    orderId: order.id,
    kind: "shipment",
    key: shipmentKey(parcel),
    parcelId: parcel.parcelId,
    content: sealJson(writeBackPlace(id), content),
    createdAt: ctx.clock.now(),
    ...stopped,
  });
  if (queued) await enqueueWriteBacks(tx, order.shop.id);
}

/** A number that the platform knows is corrected there; one that it was not told yet need not be told any more. */
async function replacedParcel(tx: Tx, input: { orderId: string; number: string; before: WriteBackRow[] }): Promise<ShipmentContent["replaces"]> {
  const { orderId, number, before } = input;
  const told = (await listToldParcels(tx, orderId)).find((parcel) => parcel.trackingNumber === number);
  if (told) return { carrier: told.carrier, tracking_number: told.trackingNumber };
  const waiting = before.find(({ key, state }) => parcelOfKey(key).trackingNumber === number && state !== "sent");
  const dropped = waiting && (await moveWriteBack(tx, { id: waiting.id, action: "drop", set: { error: "Another parcel took its place." } }));
  if (!waiting || dropped) return null;
  // It is on its way this moment: by the time the new number is told, the platform knows the old one.
  const { carrier, tracking_number } = readShipment(waiting);
  return { carrier, tracking_number };
}

/** Lines that are to be shipped at all. */
function openLines(order: OrderSnapshot): { externalLineId: string; quantity: number }[] {
  return order.content.lines
    .filter((line) => !line.cancelled && line.refund_status !== "refunded")
    .map((line) => ({ externalLineId: line.external_line_id, quantity: line.quantity }));
}

/** Null: the whole order. Of a part whose lines nobody named none are known to have left. */
function linesOf({ lines, complete }: ShipmentContent): { externalLineId: string; quantity: number }[] | null {
  if (lines === null) return complete ? null : [];
  return lines.map(({ external_line_id, quantity }) => ({ externalLineId: external_line_id, quantity }));
}

function toContentLines(lines: { externalLineId: string; quantity: number }[] | null): ShipmentContent["lines"] {
  return lines?.map(({ externalLineId, quantity }) => ({ external_line_id: externalLineId, quantity })) ?? null;
}
