import type { CallResult, Shipment, ShopAccess, WriteBackSide } from "@/lib/channels/core/channel-adapter";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { callPdd, fetchOrderDetail } from "./client";
import { answerSchema, orderSchema } from "./payloads";

type Asked = { shop: ShopAccess; shipment: Shipment; now: Date };

const CHANGE_SHIPMENT = 2;
const SPLIT_PARCEL = 1;

/** Pinduoduo names no limits of its own; past these an order is wrong rather than large. */
export const pddWriteBack: WriteBackSide = {
  mostParcels: 20,
  mostReshipments: 5,
  sendShipment,
  sendNote: async ({ shop, externalId, note, now }) => {
    const answer = await callPdd({ shop, now, type: "pdd.order.note.update", params: { order_sn: externalId, note } });
    return answer.ok ? taken(answer.response) : answer;
  },
};

/**
 * An order ships as a whole with its first parcel; later ones are told as extra parcels, and a replacement overwrites
 * the first. A refusal is checked against the order: what an earlier, unanswered call told already counts as told.
 */
async function sendShipment(asked: Asked): Promise<CallResult> {
  const { shop, shipment, now } = asked;
  const carrierId = carrierCodeFor("pdd", shipment.carrier);
  if (carrierId === null) return { ok: false, kind: "refused", reason: `Pinduoduo has no carrier that we know as "${shipment.carrier}".` };
  const answer = await callPdd({ shop, now, ...shipmentCall(shipment, Number(carrierId)) });
  const result: CallResult = answer.ok ? taken(answer.response) : answer;
  if (result.ok || result.kind !== "refused") return result;
  return (await isTold(asked)) ? { ok: true } : result;
}

function shipmentCall(shipment: Shipment, carrierId: number): Pick<Parameters<typeof callPdd>[0], "type" | "params"> {
  const { externalId, trackingNumber, earlier, replaces } = shipment;
  if (replaces === null && earlier.length > 0) {
    const track = { shipping_id: carrierId, tracking_number: trackingNumber };
    return {
      type: "pdd.order.upload.extra.logistics",
      params: { order_sn: externalId, extra_track_list: [track], extra_track_type: SPLIT_PARCEL },
    };
  }
  const redelivery_type = replaces === null ? undefined : CHANGE_SHIPMENT;
  return {
    type: "pdd.logistics.online.send",
    params: { order_sn: externalId, logistics_id: carrierId, tracking_number: trackingNumber, redelivery_type },
  };
}

/** `{"is_success":true}` or `{"success":true}`; an answer without either word was no refusal. */
function taken(response: unknown): CallResult {
  const said = answerSchema.safeParse(response).data ?? {};
  if (said.is_success !== false && said.success !== false) return { ok: true };
  return { ok: false, kind: "refused", reason: "Pinduoduo did not take it and gave no reason." };
}

async function isTold({ shop, shipment, now }: Asked): Promise<boolean> {
  const found = await fetchOrderDetail({ shop, externalId: shipment.externalId, now });
  const order = found.ok ? orderSchema.safeParse(found.detail).data : undefined;
  if (!order) return false;
  const numbers = [order.tracking_number, ...(order.extra_delivery_list ?? []).map((parcel) => parcel.tracking_number)];
  return numbers.includes(shipment.trackingNumber);
}
