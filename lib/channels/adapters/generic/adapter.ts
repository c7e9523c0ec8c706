import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { ChannelAdapter, Mapping, PushMessage, PushReading, PushRequest, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { parseLosslessJson } from "@/lib/shared/lossless-json";

/** Hex HMAC-SHA256 of the raw body, keyed by the shop's app secret. */
export const GENERIC_SIGN_HEADER = "x-tongdan-signature";

const parcel = z.object({ carrier: z.string().max(60), tracking_number: z.string().min(1).max(60) });
const order = z.looseObject({
  external_id: z.union([z.string(), z.number()]).transform(String),
  parcels: z.array(parcel).max(20).default([]),
});
const bodySchema = z.union([z.object({ orders: z.array(order).min(1).max(1000) }), order.transform((one) => ({ orders: [one] }))]);

/** Own sites and platforms without an adapter of their own push canonical orders: `{"orders":[…]}` or one order. */
export const genericAdapter: ChannelAdapter = {
  credentials: [],
  readPush,
  acknowledge: () => answer(200, { accepted: true }),
  refuse: ({ status, reason }) => answer(status, { accepted: false, reason }),
  interpret: (payload) => ({ kind: "order_detail", detail: payload }),
  fetchDetail: async () => ({ ok: false, kind: "refused", reason: "This kind of shop has no API to ask." }),
  toIncoming,
  pull: null,
  writeBack: null,
  feed: null,
  refreshAccess: null,
};

/** The order is checked field by field by the ingest itself, which names what it refuses; `parcels` is ours beside it. */
function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = order.safeParse(input.detail);
  if (!parsed.success) return { ok: false, reason: "parcels is not a list of {carrier, tracking_number}." };
  const { parcels, ...rest } = parsed.data;
  const known = parcels.map(({ carrier, tracking_number }) => ({ carrier, trackingNumber: tracking_number }));
  return {
    ok: true,
    mapped: { order: { ...(rest as unknown as IncomingOrderInput), shop: input.shopCode }, parcels: known, facts: [] },
  };
}

export function genericSign(appSecret: string, rawBody: Uint8Array): string {
  return createHmac("sha256", appSecret).update(rawBody).digest("hex");
}

function answer(status: number, body: unknown): WebhookAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function readPush({ shop, headers, rawBody }: PushRequest): PushReading {
  const given = (headers[GENERIC_SIGN_HEADER] ?? "").trim().toLowerCase();
  const expected = genericSign(shop.appSecret, rawBody);
  const equal = given.length === expected.length && timingSafeEqual(Buffer.from(given, "latin1"), Buffer.from(expected, "latin1"));
  if (!equal) return { kind: "refused", reason: `${GENERIC_SIGN_HEADER} does not match the body` };
  return readOrders(new TextDecoder().decode(rawBody));
}

function readOrders(text: string): PushReading {
  let body: unknown;
  try {
    body = parseLosslessJson(text);
  } catch {
    return { kind: "unreadable", reason: "The body is not JSON." };
  }
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return { kind: "unreadable", reason: "The body is neither an order nor a list of orders with an external_id." };
  return { kind: "messages", messages: parsed.data.orders.map(toMessage), tests: 0 };
}

function toMessage(payload: z.output<typeof order>): PushMessage {
  const digest = createHash("sha256").update(JSON.stringify(payload)).digest("hex").slice(0, 32);
  return { dedupeKey: `${payload.external_id}:${digest}`, topic: "generic.order", payload };
}
