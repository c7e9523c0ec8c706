import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { OrderEventType } from "@/lib/orders/core/order-event";

/** What an adapter may know of the shop a push came for. */
export type ShopAccess = {
  code: string;
  appKey: string;
  appSecret: string;
  accessToken: string;
  apiBaseUrl: string;
};

/** Lower-case header names. */
export type PushHeaders = Readonly<Record<string, string>>;

/** What a webhook answers, in the platform's own words. */
export type WebhookAnswer = { status: number; contentType: string; body: string };

/** One message of a push, ready for the inbox. */
export type PushMessage = { dedupeKey: string; topic: string; payload: unknown };

/** Is the push who it says it is, and what does it hold? `test` messages are acknowledged and not kept. */
export type PushReading =
  | { kind: "refused"; reason: string }
  | { kind: "unreadable"; reason: string }
  | { kind: "messages"; messages: PushMessage[]; tests: number };

/** What a kept message asks for. */
export type PushMeaning =
  | { kind: "order_changed"; externalId: string }
  | { kind: "order_detail"; detail: unknown }
  | { kind: "ignored"; reason: string }
  | { kind: "unreadable"; reason: string };

/** `not_found` may heal by itself, `shop_setup` needs a person at the shop, `refused` a person at the push. */
export type DetailResult = { ok: true; detail: unknown } | { ok: false; kind: "retryable" | "not_found" | "shop_setup" | "refused"; reason: string };

/** A fact the detail proves beside the order's own fields. */
export type DetailFact = { type: OrderEventType; occurredAt: Date; sourceEventId: string; data?: Record<string, unknown> };

export type MappedOrder = {
  order: IncomingOrderInput;
  parcels: { carrier: string; trackingNumber: string }[];
  facts: DetailFact[];
};

export type Mapping = { ok: true; mapped: MappedOrder } | { ok: false; reason: string };

/** One platform. Reading and mapping are pure; only `fetchDetail` leaves the process. */
export type ChannelAdapter = {
  readPush(input: { shop: ShopAccess; headers: PushHeaders; rawBody: Uint8Array }): PushReading;
  acknowledge(): WebhookAnswer;
  refuse(input: { status: number; reason: string }): WebhookAnswer;
  interpret(payload: unknown): PushMeaning;
  fetchDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult>;
  toIncoming(input: { detail: unknown; shopCode: string }): Mapping;
};
