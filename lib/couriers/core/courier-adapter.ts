import type { ParcelState } from "./parcel-state";

/** What a webhook answers, in the provider's own words. */
export type CourierAnswer = { status: number; contentType: string; body: string };

/** One waybill's news, ready for the inbox. */
export type CourierMessage = { dedupeKey: string; topic: string; payload: unknown };

export type CourierReading =
  | { kind: "refused"; reason: string }
  | { kind: "unreadable"; reason: string; body: string }
  | { kind: "messages"; messages: CourierMessage[] };

/** One node of a route; `text` is masked. */
export type RouteNode = { occurredAt: Date; state: ParcelState; text: string; place: string; digest: string };

/** A route or a part of one, oldest node first: providers push full lists or only what is new, and both may come twice. */
export type Route = { carrier: string; trackingNumber: string; nodes: RouteNode[] };

export type RouteReading = { ok: true; route: Route } | { ok: false; reason: string };

/** The call being answered: some providers want a part of it back, or the time. */
export type CourierCall = { rawBody: Uint8Array; now: Date };

/** One tracking provider. `salt` null: the provider does not sign for this account. `incremental`: a lost push is lost for good. */
export type CourierAdapter = {
  incremental: boolean;
  readPush(input: { salt: string | null; headers: Readonly<Record<string, string>>; rawBody: Uint8Array }): CourierReading;
  acknowledge(call: CourierCall): CourierAnswer;
  refuse(input: CourierCall & { status: number; reason: string }): CourierAnswer;
  toRoute(payload: unknown): RouteReading;
};
