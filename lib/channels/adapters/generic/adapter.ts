import { createHash } from "node:crypto";
import type { ChannelAdapter, PushMessage, PushReading, PushRequest, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { fetchOrderDetail, genericPull, genericWriteBack } from "./client";
import { toIncoming } from "./mapper";
import { type GenericOrder, pushSchema } from "./payloads";
import { GENERIC_SIGN_HEADER, genericSign, isSameSign } from "./signature";

/** Own sites and platforms without an adapter of their own speak canonical orders: pushed, and pulled where they have an API. */
export const genericAdapter: ChannelAdapter = {
  credentials: [],
  readPush,
  acknowledge: () => answer(200, { accepted: true }),
  refuse: ({ status, reason }) => answer(status, { accepted: false, reason }),
  interpret: (payload) => ({ kind: "order_detail", detail: payload }),
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: genericPull,
  writeBack: genericWriteBack,
  feed: null,
  refreshAccess: null,
};

function answer(status: number, body: unknown): WebhookAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function readPush({ shop, headers, rawBody }: PushRequest): PushReading {
  const given = (headers[GENERIC_SIGN_HEADER] ?? "").trim().toLowerCase();
  if (!isSameSign(given, genericSign(shop.appSecret, rawBody))) return { kind: "refused", reason: `${GENERIC_SIGN_HEADER} does not match the body` };
  return readOrders(new TextDecoder().decode(rawBody));
}

function readOrders(text: string): PushReading {
  let body: unknown;
  try {
    body = parseLosslessJson(text);
  } catch {
    return { kind: "unreadable", reason: "The body is not JSON." };
  }
  const parsed = pushSchema.safeParse(body);
  if (!parsed.success) return { kind: "unreadable", reason: "The body is neither an order nor a list of orders with an external_id." };
  return { kind: "messages", messages: parsed.data.orders.map(toMessage), tests: 0 };
}

function toMessage(payload: GenericOrder): PushMessage {
  const digest = createHash("sha256").update(JSON.stringify(payload)).digest("hex").slice(0, 32);
  return { dedupeKey: `${payload.external_id}:${digest}`, topic: "generic.order", payload };
}
