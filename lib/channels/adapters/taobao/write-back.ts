import type { CallFailure, CallResult, Shipment, ShopAccess, WriteBackSide } from "@/lib/channels/core/channel-adapter";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { callTop, fetchOrderDetail } from "./client";
import { tradeSchema } from "./payloads";

/** Taobao ships by sub-order, so an order has no more parcels than lines; it sets no lower limit of its own. */
const MOST_PARCELS = 50;
/** Taobao lets the number be corrected until the parcel was collected; more than a few corrections are a mistake of ours. */
const MOST_RESHIPMENTS = 3;
/** The platform's words for "this sub-order has left already". */
const ALREADY_SHIPPED = /B04|B150|已(经)?发货|重复发货/;

export const taobaoWriteBack: WriteBackSide = { mostParcels: MOST_PARCELS, mostReshipments: MOST_RESHIPMENTS, sendShipment, sendNote };

/** The seller's own carrier is told offline; shops that book through Taobao (or sell cash on delivery) choose `online`. */
function sendMethod(shop: ShopAccess, shipment: Shipment): string {
  if (shipment.replaces) return "taobao.logistics.consign.resend";
  return shop.credentials.logistics === "online" ? "taobao.logistics.online.send" : "taobao.logistics.offline.send";
}

async function sendShipment(input: { shop: ShopAccess; shipment: Shipment; now: Date }): Promise<CallResult> {
  const { shop, shipment, now } = input;
  const company = carrierCodeFor("taobao", shipment.carrier);
  if (company === null) return { ok: false, kind: "refused", reason: `Taobao has no carrier that we know as "${shipment.carrier}".` };
  const params = {
    tid: shipment.externalId,
    out_sid: shipment.trackingNumber,
    company_code: company,
    ...(shipment.lines ? { is_split: "1", sub_tid: shipment.lines.map((line) => line.externalLineId).join(",") } : {}),
  };
  const called = await callTop({ shop, method: sendMethod(shop, shipment), params, now });
  if (called.ok) return { ok: true };
  return ALREADY_SHIPPED.test(called.reason) ? asToldBefore(input, called) : called;
}

/** A repeat of what Taobao already took (the answer was lost) is done; the same words about another number are a refusal. */
async function asToldBefore(input: { shop: ShopAccess; shipment: Shipment; now: Date }, failure: CallFailure): Promise<CallResult> {
  const { shop, shipment, now } = input;
  const found = await fetchOrderDetail({ shop, externalId: shipment.externalId, now });
  if (!found.ok) return found;
  const trade = tradeSchema.safeParse(found.detail);
  const told = trade.success && trade.data.orders.order.some((order) => order.invoice_no.trim() === shipment.trackingNumber);
  return told ? { ok: true } : { ...failure, kind: "refused" };
}

async function sendNote(input: { shop: ShopAccess; externalId: string; note: string; now: Date }): Promise<CallResult> {
  const { shop, externalId, note, now } = input;
  // An empty memo is only taken with `reset`.
  const content: Record<string, string> = note === "" ? { reset: "true" } : { memo: note };
  const called = await callTop({ shop, method: "taobao.trade.memo.update", params: { tid: externalId, ...content }, now });
  return called.ok ? { ok: true } : called;
}
