import type { CallResult, Shipment, ShopAccess, WriteBackSide } from "@/lib/channels/core/channel-adapter";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { callDouyin, fetchOrderDetail } from "./client";
import { orderDetailSchema } from "./payloads";

type Asked = { shop: ShopAccess; shipment: Shipment; now: Date };

/** Douyin names no limits of its own; past these an order is wrong rather than large. */
export const douyinWriteBack: WriteBackSide = {
  mostParcels: 20,
  mostReshipments: 5,
  sendShipment,
  sendNote: async ({ shop, externalId, note, now }) => {
    const params = { order_id: externalId, remark: note, is_add_star: false };
    const answer = await callDouyin({ shop, method: "order.addOrderRemark", params, now });
    return answer.ok ? { ok: true } : answer;
  },
};

/** A refusal is checked against the order: what an earlier, unanswered call told already counts as told. */
async function sendShipment(asked: Asked): Promise<CallResult> {
  const { shop, shipment, now } = asked;
  const company = carrierCodeFor("douyin", shipment.carrier);
  if (company === null) return { ok: false, kind: "refused", reason: `Douyin has no carrier that we know as "${shipment.carrier}".` };
  const answer = await callDouyin({ shop, now, ...shipmentCall(shipment, company) });
  if (answer.ok) return { ok: true };
  return answer.kind === "refused" && (await isTold(asked)) ? { ok: true } : answer;
}

/** The whole order in one parcel, some of its lines in one of several, or a number in the place of an earlier one. */
function shipmentCall(shipment: Shipment, company_code: string): Pick<Parameters<typeof callDouyin>[0], "method" | "params"> {
  const { externalId, trackingNumber, lines, replaces } = shipment;
  const parcel = { company_code, logistics_code: trackingNumber };
  if (replaces !== null) return { method: "order.logisticsEdit", params: { order_id: externalId, ...parcel } };
  if (lines === null) return { method: "order.logisticsAdd", params: { order_id: externalId, ...parcel } };
  const shipped_order_info = lines.map((line) => ({ shipped_order_id: line.externalLineId, shipped_num: line.quantity }));
  return { method: "order.logisticsAddMultiPack", params: { order_id: externalId, pack_list: [{ ...parcel, shipped_order_info }] } };
}

async function isTold({ shop, shipment, now }: Asked): Promise<boolean> {
  const found = await fetchOrderDetail({ shop, externalId: shipment.externalId, now });
  const order = found.ok ? orderDetailSchema.safeParse(found.detail).data : undefined;
  return (order?.logistics_info ?? []).some((parcel) => parcel.tracking_no === shipment.trackingNumber);
}
