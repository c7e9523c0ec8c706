import type { CallResult, Shipment, ShopAccess, WriteBackSide } from "@/lib/channels/core/channel-adapter";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { callJd, failureIn, fetchOrderDetail } from "./client";
import { orderSchema } from "./payloads";

type Parcel = { carrier: string; trackingNumber: string };

/** JD names no limits of its own; past these an order is wrong rather than large. */
export const jdWriteBack: WriteBackSide = { mostParcels: 15, mostReshipments: 2, sendShipment, sendNote };

/** JD takes the parcels of an order as one list, told anew with each: carriers apart by "|", numbers of one by ",". */
async function sendShipment(input: { shop: ShopAccess; shipment: Shipment; now: Date }): Promise<CallResult> {
  const { shop, shipment, now } = input;
  const parcels = parcelsOf(shipment);
  const unknown = parcels.find(({ carrier }) => carrierCodeFor("jd", carrier) === null);
  if (unknown) return { ok: false, kind: "refused", reason: `JD has no carrier that we know as "${unknown.carrier}".` };
  const carriers = [...new Set(parcels.map(({ carrier }) => carrier))];
  const params = {
    orderId: shipment.externalId,
    logiCoprId: carriers.map((carrier) => carrierCodeFor("jd", carrier)).join("|"),
    logiNo: carriers.map((carrier) => numbersOf(parcels, carrier)).join("|"),
  };
  const called = await callJd({ shop, method: "jingdong.pop.order.shipment", params, now });
  if (!called.ok) return called;
  const result = called.answer.jingdong_pop_order_shipment_responce?.sopjosshipment_result;
  const failure = failureIn(result);
  if (!failure) return result ? { ok: true } : { ok: false, kind: "refused", reason: "JD's answer to the shipment holds no result." };
  if (failure.kind !== "refused") return failure;
  return (await isTold(input)) ? { ok: true } : failure;
}

function parcelsOf({ earlier, replaces, carrier, trackingNumber }: Shipment): Parcel[] {
  const kept = earlier.filter((parcel) => parcel.trackingNumber !== replaces?.trackingNumber && parcel.trackingNumber !== trackingNumber);
  return [...kept, { carrier, trackingNumber }];
}

function numbersOf(parcels: readonly Parcel[], carrier: string): string {
  return parcels
    .filter((parcel) => parcel.carrier === carrier)
    .map((parcel) => parcel.trackingNumber)
    .join(",");
}

/** A refused repeat counts as told where the order already holds the number: the answer before it was lost. */
async function isTold({ shop, shipment, now }: { shop: ShopAccess; shipment: Shipment; now: Date }): Promise<boolean> {
  const found = await fetchOrderDetail({ shop, externalId: shipment.externalId, now });
  const order = found.ok ? orderSchema.safeParse(found.detail) : null;
  return order?.success === true && order.data.waybill.split(/[|,]/).includes(shipment.trackingNumber);
}

async function sendNote(input: { shop: ShopAccess; externalId: string; note: string; now: Date }): Promise<CallResult> {
  const { shop, externalId, note, now } = input;
  const params = { order_id: externalId, remark: note };
  const called = await callJd({ shop, method: "jingdong.pop.order.modifyVenderRemark", params, now });
  if (!called.ok) return called;
  return failureIn(called.answer.jingdong_pop_order_modifyVenderRemark_responce?.modifyvenderremark_result) ?? { ok: true };
}
