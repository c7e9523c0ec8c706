import type { ParcelState } from "./parcel-state";

/** What a webhook answers, in the provider's own words. */
export type CourierAnswer = { status: number; contentType: string; body: string };

export type CourierMessage = { dedupeKey: string; topic: string; payload: unknown };

export type CourierReading =
  | { kind: "refused"; reason: string }
  | { kind: "unreadable"; reason: string; body: string }
  | { kind: "message"; message: CourierMessage };

/** One node of a route; `text` is masked. */
export type RouteNode = { occurredAt: Date; state: ParcelState; text: string; place: string; digest: string };

/** A whole route, oldest node first. */
export type Route = { carrier: string; trackingNumber: string; nodes: RouteNode[] };

export type RouteReading = { ok: true; route: Route } | { ok: false; reason: string };

/** One tracking provider. `salt` null: the provider does not sign for this account. */
export type CourierAdapter = {
  readPush(input: { salt: string | null; rawBody: Uint8Array }): CourierReading;
  acknowledge(): CourierAnswer;
  refuse(input: { status: number; reason: string }): CourierAnswer;
  toRoute(payload: unknown): RouteReading;
};
