import type {
  CallFailure,
  CallResult,
  DetailResult,
  PulledOrder,
  PullPage,
  PullSide,
  ShopAccess,
  WriteBackSide,
} from "@/lib/channels/core/channel-adapter";
import { callForJson } from "@/lib/channels/http/call-for-json";
import { modifiedSchema, orderSchema, pageSchema, reasonSchema } from "./payloads";
import { GENERIC_KEY_HEADER, GENERIC_SIGN_HEADER, GENERIC_TIME_HEADER, genericCallSign } from "./signature";

type Call = { shop: ShopAccess; method: "GET" | "POST"; path: string; query?: Record<string, string>; body?: unknown; now: Date };

const MISSING = [404, 410];
const NOT_ALLOWED = [401, 403];

/** One signed call to the shop's own API (docs/channels/generic.md). Never throws. */
async function callShop({ shop, method, path, query = {}, body, now }: Call): Promise<{ ok: true; json: unknown } | CallFailure> {
  if (shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no API address, so it cannot be called." };
  const url = new URL(`${shop.apiBaseUrl.replace(/\/$/, "")}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const text = body === undefined ? "" : JSON.stringify(body);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = genericCallSign({ secret: shop.appSecret, timestamp, method, path: `${url.pathname}${url.search}`, body: text });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    [GENERIC_KEY_HEADER]: shop.appKey,
    [GENERIC_TIME_HEADER]: timestamp,
    [GENERIC_SIGN_HEADER]: signature,
  };
  const answer = await callForJson(url, { method, headers, body: method === "POST" ? text : undefined });
  if (!answer.ok) return answer;
  return answer.status < 300 ? { ok: true, json: answer.json } : failure(answer.status, answer.json);
}

function failure(status: number, json: unknown): CallFailure {
  const said = reasonSchema.safeParse(json).data?.reason ?? "no reason given";
  const kind = NOT_ALLOWED.includes(status) ? "shop_setup" : MISSING.includes(status) ? "not_found" : "refused";
  return { ok: false, kind, reason: `The shop answered HTTP ${status}: ${said}.` };
}

export async function fetchOrderDetail({ shop, externalId, now }: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const answer = await callShop({ shop, method: "GET", path: `/orders/${encodeURIComponent(externalId)}`, now });
  if (!answer.ok) return answer;
  return orderSchema.safeParse(answer.json).success
    ? { ok: true, detail: answer.json }
    : { ok: false, kind: "refused", reason: "The shop's answer is not an order with an external_id." };
}

export const genericPull: PullSide = {
  maxWindowMs: 24 * 3_600_000,
  pageSize: 100,
  callsPerSecond: 5,
  async listChanged({ shop, window, cursor, now }): Promise<PullPage> {
    const range = { modified_from: window.from.toISOString(), modified_to: window.to.toISOString(), limit: "100" };
    const query = cursor === null ? range : { ...range, cursor };
    const answer = await callShop({ shop, method: "GET", path: "/orders", query, now });
    if (!answer.ok) return answer;
    const page = pageSchema.safeParse(answer.json);
    if (!page.success) return { ok: false, kind: "refused", reason: "The shop's answer is not a page of orders." };
    return { ok: true, orders: page.data.orders.map(toPulled), next: page.data.next_cursor ?? null, total: page.data.total ?? null };
  },
};

function toPulled(order: { external_id: string }): PulledOrder {
  const modified = modifiedSchema.safeParse(order).data;
  return { externalId: order.external_id, modifiedAt: modified ? new Date(modified.modified_at) : null, detail: order };
}

/** The shop takes any parcel, also the same one again: it is told apart by order and tracking number. */
export const genericWriteBack: WriteBackSide = {
  mostParcels: 100,
  mostReshipments: 100,
  async sendShipment({ shop, shipment, now }): Promise<CallResult> {
    const { externalId, carrier, trackingNumber, shippedAt, lines, replaces } = shipment;
    const body = {
      external_id: externalId,
      carrier,
      tracking_number: trackingNumber,
      shipped_at: shippedAt.toISOString(),
      lines: lines?.map((line) => ({ external_line_id: line.externalLineId, quantity: line.quantity })) ?? null,
      replaces: replaces ? { carrier: replaces.carrier, tracking_number: replaces.trackingNumber } : null,
    };
    const answer = await callShop({ shop, method: "POST", path: "/shipments", body, now });
    return answer.ok ? { ok: true } : answer;
  },
  sendNote: null,
};
