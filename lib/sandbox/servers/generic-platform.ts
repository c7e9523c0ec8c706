import { z } from "zod";
import { GENERIC_KEY_HEADER, GENERIC_SIGN_HEADER, GENERIC_TIME_HEADER, genericCallSign, isSameSign } from "@/lib/channels/adapters/generic/signature";
import type { SandboxFaults } from "../core/faults";
import type { OrderBook } from "../core/order-book";
import { type FaultyServer, type PlatformReply, type PlatformRequest, startFaultyServer } from "./faulty-server";

/** A shop with an API of its own. */
export type GenericApp = { appKey: string; appSecret: string; book: OrderBook };

const CLOCK_TOLERANCE_MS = 10 * 60_000;
const MAX_PAGE = 100;

/** Shops that speak canonical orders, on loopback: changed orders by page, one order, parcels taken (docs/channels/generic.md). */
export async function startGenericPlatform(input: {
  apps: readonly GenericApp[];
  faults: SandboxFaults;
  random?: () => number;
}): Promise<Pick<FaultyServer, "url" | "close">> {
  const { apps, faults, random } = input;
  return startFaultyServer({ faults, random, throttled: null, answer: (request) => answer({ apps, faults }, request) });
}

function refusal(status: number, reason: string): PlatformReply {
  return { status, body: { reason } };
}

function answer(world: { apps: readonly GenericApp[]; faults: SandboxFaults }, request: PlatformRequest): PlatformReply {
  const app = world.apps.find((one) => one.appKey === headerOf(request, GENERIC_KEY_HEADER));
  if (!app) return refusal(401, `${GENERIC_KEY_HEADER} is not known`);
  const timestamp = headerOf(request, GENERIC_TIME_HEADER);
  const skew = Math.abs(Date.now() + world.faults.clockSkewMs - Number(timestamp) * 1000);
  if (!(skew <= CLOCK_TOLERANCE_MS)) return refusal(401, `${GENERIC_TIME_HEADER} is outside ten minutes`);
  const { method, url, body } = request;
  const expected = genericCallSign({ secret: app.appSecret, timestamp, method, path: `${url.pathname}${url.search}`, body });
  if (!isSameSign(headerOf(request, GENERIC_SIGN_HEADER), expected)) return refusal(401, `${GENERIC_SIGN_HEADER} does not match the call`);
  if (method === "GET" && url.pathname === "/orders") return listOrders(app.book, url.searchParams);
  if (method === "GET" && url.pathname.startsWith("/orders/")) return oneOrder(app.book, decodeURIComponent(url.pathname.slice("/orders/".length)));
  if (method === "POST" && url.pathname === "/shipments") return takeShipment(app.book, body);
  return refusal(404, "no such address");
}

function headerOf(request: PlatformRequest, name: string): string {
  return String(request.headers[name] ?? "");
}

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const rangeSchema = z.object({ modified_from: instant, modified_to: instant, limit: z.coerce.number().int().min(1).max(MAX_PAGE) });
/** After which order the page begins: its modified time and id. */
const cursorSchema = z.tuple([z.number(), z.string()]);

/** Oldest change first; the cursor names the last order of the page before, so that later changes move nothing past it. */
function listOrders(book: OrderBook, query: URLSearchParams): PlatformReply {
  const range = rangeSchema.safeParse(Object.fromEntries(query));
  if (!range.success) return refusal(422, "modified_from, modified_to and limit are not a window");
  const { modified_from, modified_to, limit } = range.data;
  const found = book
    .listChanged(modified_from, modified_to)
    .map((order) => ({ ...order, at: order.modifiedAt.getTime() }))
    .sort((a, b) => a.at - b.at || (a.externalId < b.externalId ? -1 : 1));
  const [at, id] = query.has("cursor") ? cursorSchema.parse(JSON.parse(query.get("cursor") ?? "")) : [0, ""];
  const rest = found.filter((order) => order.at > at || (order.at === at && order.externalId > id));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next_cursor = last && rest.length > limit ? JSON.stringify([last.at, last.externalId]) : null;
  return { body: { orders: page.map((order) => order.detail), next_cursor, total: found.length } };
}

function oneOrder(book: OrderBook, externalId: string): PlatformReply {
  const detail = book.findDetail(externalId);
  return detail ? { body: detail } : refusal(404, "no such order");
}

const parcelSchema = z.object({ carrier: z.string(), tracking_number: z.string() });
const shipmentSchema = parcelSchema.extend({
  external_id: z.string(),
  shipped_at: instant,
  lines: z.array(z.object({ external_line_id: z.string(), quantity: z.int().min(1) })).nullable(),
  replaces: parcelSchema.nullable(),
});

function takeShipment(book: OrderBook, body: string): PlatformReply {
  const { external_id, carrier, tracking_number, lines, replaces } = shipmentSchema.parse(JSON.parse(body));
  const refused = book.acceptShipment({
    externalId: external_id,
    carrier,
    trackingNumber: tracking_number,
    lines: lines?.map((line) => ({ externalLineId: line.external_line_id, quantity: line.quantity })) ?? null,
    replaces: replaces !== null,
  });
  return refused === null ? { body: { accepted: true } } : refusal(422, refused);
}
