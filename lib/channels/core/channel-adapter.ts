import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { OrderEventType } from "@/lib/orders/core/order-event";
import type { RefundStatus } from "@/lib/orders/core/order-status";

/** What an adapter may know of a shop: opened secrets, never to be logged or returned. */
export type ShopAccess = {
  code: string;
  appKey: string;
  appSecret: string;
  accessToken: string;
  refreshToken: string;
  /** The platform's own number of the shop, where its pushes carry one. */
  platformShopId: string;
  apiBaseUrl: string;
  /** Websocket address of the platform's message feed; empty where the platform has its own fixed one. */
  feedUrl: string;
  /** What the connect form asks for beside key, secret and token, by `CredentialField.name`. */
  credentials: Readonly<Record<string, string>>;
};

/** One more thing a platform needs to know of a shop; drives the connect form. `label` is a key of `channels.credentials`. */
export type CredentialField = { name: string; required: boolean; secret: boolean; multiline?: boolean };

/** Lower-case header names. */
export type PushHeaders = Readonly<Record<string, string>>;

/** A webhook call as it came. Signatures are checked over `rawBody`; some platforms sign in the query, some ask by GET. */
export type PushRequest = {
  shop: ShopAccess;
  method: "GET" | "POST";
  query: Readonly<Record<string, string>>;
  headers: PushHeaders;
  rawBody: Uint8Array;
  now: Date;
};

/** What a webhook answers, in the platform's own words. */
export type WebhookAnswer = { status: number; contentType: string; body: string };

/** One message of a push, ready for the inbox. */
export type PushMessage = { dedupeKey: string; topic: string; payload: unknown };

/**
 * Is the push who it says it is, and what does it hold? `test` messages are acknowledged and not kept;
 * `answer` is a handshake that wants its own words back. `acknowledgement`: where this kind of message wants another
 * one than the adapter's own.
 */
export type PushReading =
  | { kind: "refused"; reason: string }
  | { kind: "unreadable"; reason: string }
  | { kind: "answer"; answer: WebhookAnswer }
  | { kind: "messages"; messages: PushMessage[]; tests: number; acknowledgement?: WebhookAnswer };

/** A refund that a platform tells without its order, in fen; `externalLineIds` null means that it names no line. */
export type RefundFact = { refundId: string; externalLineIds: string[] | null; status: RefundStatus; amount: number; occurredAt: Date };

/** What a kept message asks for. `order_facts` are true of an order we must already know; they wait for it otherwise. */
export type PushMeaning =
  | { kind: "order_changed"; externalId: string }
  | { kind: "order_detail"; detail: unknown }
  | { kind: "order_facts"; externalId: string; facts: DetailFact[]; refunds: RefundFact[] }
  | { kind: "ignored"; reason: string }
  | { kind: "unreadable"; reason: string };

/**
 * Why a call to a platform failed, as it must be treated: `retryable` and `throttled` heal by waiting, `token_expired`
 * by a new token, `not_found` perhaps by itself, `shop_setup` by a person at the shop, `refused` by a person at the data.
 */
export const FAILURE_KINDS = ["retryable", "throttled", "token_expired", "not_found", "shop_setup", "refused"] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];
export type CallFailure = { ok: false; kind: FailureKind; reason: string; retryAfterMs?: number };

export type DetailResult = { ok: true; detail: unknown } | CallFailure;

/** A fact the detail proves beside the order's own fields. */
export type DetailFact = { type: OrderEventType; occurredAt: Date; sourceEventId: string; data?: Record<string, unknown> };

export type MappedOrder = {
  order: IncomingOrderInput;
  parcels: { carrier: string; trackingNumber: string }[];
  facts: DetailFact[];
  /** The order this one was split from: once a part of it is here, the whole must not ship any more. */
  splitFrom?: string;
};

/** A refused mapping says why in words a person can act on; it quotes no personal data. */
export type Mapping = { ok: true; mapped: MappedOrder } | { ok: false; reason: string };

/** Half-open: from ≤ modified < to. */
export type PullWindow = { from: Date; to: Date };

/** One changed order of a window; `detail` null means that the list only names it. */
export type PulledOrder = { externalId: string; modifiedAt: Date | null; detail: unknown };

/** `next` is handed back to ask for the following page; null on the last. `total` where the platform says it. */
export type PullPage = { ok: true; orders: PulledOrder[]; next: string | null; total: number | null } | CallFailure;

/** Listing what changed. `maxWindowMs` and `pageSize` are the platform's own limits. */
export type PullSide = {
  maxWindowMs: number;
  pageSize: number;
  /** Calls a second that the platform allows one shop, with room to spare. */
  callsPerSecond: number;
  listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage>;
};

/** What we tell a platform when a parcel leaves. `carrier` is our code ("shunfeng"); the adapter turns it into the platform's. */
export type Shipment = {
  externalId: string;
  carrier: string;
  trackingNumber: string;
  shippedAt: Date;
  /** Lines of this order in the parcel; null means all of them. */
  lines: { externalLineId: string; quantity: number }[] | null;
  /** Nothing of the order is left to ship after this parcel. */
  complete: boolean;
  /** The parcels told before for this order, oldest first: a platform may want them repeated, or count them. */
  earlier: { carrier: string; trackingNumber: string }[];
  /** This parcel takes the place of one told before. */
  replaces: { carrier: string; trackingNumber: string } | null;
};

export type CallResult = { ok: true } | CallFailure;

/** Telling the platform. `mostParcels` and `mostReshipments` are the platform's limits per order. */
export type WriteBackSide = {
  mostParcels: number;
  mostReshipments: number;
  sendShipment(input: { shop: ShopAccess; shipment: Shipment; now: Date }): Promise<CallResult>;
  sendNote: null | ((input: { shop: ShopAccess; externalId: string; note: string; now: Date }) => Promise<CallResult>);
};

export type FeedFrame = string | Uint8Array;

/**
 * What a frame says. A message is acknowledged with its `ack` only after it is stored; `replies` go out at once.
 * A `session` (the token of a connection) is remembered by the runner and handed back with every later call on it.
 */
export type FeedReading =
  | { kind: "messages"; messages: (PushMessage & { ack: FeedFrame })[]; replies: FeedFrame[]; session?: string }
  | { kind: "closed"; reason: string; failure: FailureKind }
  | { kind: "unreadable"; reason: string };

/** A platform's websocket, as pure protocol: the runner owns the connection, the reconnecting and the storing. */
export type FeedSide = {
  address(input: { shop: ShopAccess; now: Date }): string;
  greet(input: { shop: ShopAccess; now: Date }): FeedFrame[];
  read(input: { shop: ShopAccess; frame: FeedFrame; now: Date; session?: string }): FeedReading;
  heartbeat: { everyMs: number; frame(input: { shop: ShopAccess; now: Date; session?: string }): FeedFrame };
};

export type RefreshedAccess = { ok: true; accessToken: string; refreshToken: string; expiresAt: Date | null } | CallFailure;

/** One platform. Reading and mapping are pure; only the functions that take `now` and answer a promise leave the process. */
export type ChannelAdapter = {
  credentials: readonly CredentialField[];
  readPush(request: PushRequest): PushReading;
  acknowledge(): WebhookAnswer;
  refuse(input: { status: number; reason: string }): WebhookAnswer;
  interpret(payload: unknown): PushMeaning;
  fetchDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult>;
  toIncoming(input: { detail: unknown; shopCode: string }): Mapping;
  pull: PullSide | null;
  writeBack: WriteBackSide | null;
  feed: FeedSide | null;
  refreshAccess: null | ((input: { shop: ShopAccess; now: Date }) => Promise<RefreshedAccess>);
};
