import { topSign } from "@/lib/channels/adapters/taobao/signature";
import { fromShanghai } from "@/lib/shared/clock";
import type { SandboxFaults } from "../core/faults";
import type { BookedOrder, OrderBook } from "../core/order-book";
import { type FaultyServer, type PlatformReply, type PlatformRequest, startFaultyServer } from "./faulty-server";
import { openTaobaoFeed, type TaobaoFeedServer } from "./taobao-feed-server";
import { TokenBooth } from "./token-booth";

/** An application on the sandbox's Taobao, the seller (a number) who authorised it, and that seller's trades. */
export type TaobaoApp = { appKey: string; appSecret: string; sellerId: string; accessToken: string; refreshToken: string; book: OrderBook };

export type TaobaoPlatform = Pick<FaultyServer, "url" | "close"> & { feedUrl: string; feed: TaobaoFeedServer };

const ROUTER = "/router/rest";
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
const MAX_PAGE = 100;
const TOKEN_LIFE_MS = 86_400_000;

/** A Taobao-like router and TMC on one loopback port: real signatures, real refusals, ids as bare numbers. */
export async function startTaobaoPlatform(input: {
  apps: readonly TaobaoApp[];
  faults: SandboxFaults;
  random?: () => number;
  redeliverAfterMs?: number;
}): Promise<TaobaoPlatform> {
  const { apps, faults, random, redeliverAfterMs } = input;
  const tokens = new TokenBooth(
    apps.map((app) => ({ ...app, id: app.appKey })),
    faults,
  );
  const throttled = refusal(7, "App Call Limited", "accesscontrol.limited-by-api-access-count", "This ban will last for 1 more seconds");
  const server = await startFaultyServer({ faults, random, throttled, answer: (request) => answer({ apps, tokens, faults }, request) });
  const feed = openTaobaoFeed({ server: server.server, apps, faults, random: random ?? Math.random, redeliverAfterMs });
  const close = async () => {
    await feed.close();
    await server.close();
  };
  return { url: server.url, feedUrl: server.url.replace(/^http/, "ws"), feed, close };
}

type World = { apps: readonly TaobaoApp[]; tokens: TokenBooth; faults: SandboxFaults };
type Params = Readonly<Record<string, string>>;

function refusal(code: number, msg: string, sub_code = "", sub_msg = ""): PlatformReply {
  return { body: { error_response: { code, msg, ...(sub_code ? { sub_code, sub_msg } : {}), request_id: "16" } } };
}

function answer(world: World, request: PlatformRequest): PlatformReply {
  if (request.url.pathname !== ROUTER || request.method !== "POST") return { status: 404, body: { message: "no such address" } };
  const params: Params = Object.fromEntries(new URLSearchParams(request.body));
  const app = world.apps.find((one) => one.appKey === params.app_key);
  if (!app) return refusal(29, "Invalid app Key", "isv.appkey-not-exists", "app_key is not known");
  const signMethod = params.sign_method === "hmac" ? "hmac" : "md5";
  if (topSign({ secret: app.appSecret, params, signMethod }) !== params.sign) return refusal(25, "Invalid signature", "isv.invalid-signature");
  if (!(Math.abs(Date.now() + world.faults.clockSkewMs - timeOf(params.timestamp)) <= CLOCK_TOLERANCE_MS)) return refusal(31, "Invalid timestamp");
  if (params.method === "taobao.top.auth.token.refresh") return renewToken(world, app, params);
  if (!params.session) return refusal(26, "Missing session");
  if (!world.tokens.holds(app.appKey, params.session)) return refusal(27, "Invalid session", "invalid-sessionkey");
  const method = METHODS[params.method ?? ""];
  return method ? method(app.book, params) : refusal(22, "Invalid method");
}

function timeOf(text: string | undefined): number {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text ?? "") ? fromShanghai(text ?? "").getTime() : Number.NaN;
}

function renewToken({ tokens }: World, app: TaobaoApp, params: Params): PlatformReply {
  const token = tokens.renew(app.appKey, params.refresh_token ?? "");
  if (!token) return refusal(15, "Remote service error", "isv.refresh-token-invalid", "refresh_token is not valid");
  const result = { access_token: token.access, refresh_token: token.refresh, expire_time: Date.now() + TOKEN_LIFE_MS, token_type: "Bearer" };
  return { body: { top_auth_token_refresh_response: { token_result: JSON.stringify(result), request_id: "16" } } };
}

const METHODS: Readonly<Record<string, (book: OrderBook, params: Params) => PlatformReply>> = {
  "taobao.trade.fullinfo.get": (book, params) => {
    const trade = book.findDetail(params.tid ?? "");
    return trade ? bareIds({ trade_fullinfo_get_response: { trade } }) : noTrade();
  },
  "taobao.trades.sold.increment.get": listIncrement,
  "taobao.logistics.offline.send": (book, params) => ship(book, params, "logistics_offline_send_response"),
  "taobao.logistics.online.send": (book, params) => ship(book, params, "logistics_online_send_response"),
  "taobao.logistics.consign.resend": (book, params) => ship(book, params, "logistics_consign_resend_response"),
  "taobao.trade.memo.update": (book, params) => {
    if (!book.findDetail(params.tid ?? "")) return noTrade();
    const refused = book.acceptNote?.({ externalId: params.tid ?? "", note: params.reset === "true" ? "" : (params.memo ?? "") }) ?? null;
    if (refused !== null) return refusal(15, "Remote service error", "isv.trade-service-error", refused);
    return bareIds({ trade_memo_update_response: { trade: { tid: params.tid, modified: params.timestamp } } });
  },
};

function noTrade(): PlatformReply {
  return refusal(15, "Remote service error", "isv.trade-not-exist", "交易订单不存在");
}

function ship(book: OrderBook, params: Params, name: string): PlatformReply {
  const trade = book.findDetail(params.tid ?? "");
  if (!trade) return noTrade();
  const subIds = params.is_split === "1" ? (params.sub_tid ?? "").split(",") : null;
  const lines = subIds?.map((externalLineId) => ({ externalLineId, quantity: quantityOf(trade, externalLineId) })) ?? null;
  const refused = book.acceptShipment({
    externalId: params.tid ?? "",
    carrier: params.company_code ?? "",
    trackingNumber: params.out_sid ?? "",
    lines,
    replaces: params.method === "taobao.logistics.consign.resend",
  });
  if (refused !== null) return refusal(15, "Remote service error", "isv.logistics-offline-service-error:B04", refused);
  return { body: { [name]: { shipping: { is_success: true } } } };
}

function quantityOf(trade: Record<string, unknown>, oid: string): number {
  const orders = (trade.orders as { order?: { oid_str?: string; num?: number }[] } | undefined)?.order ?? [];
  return orders.find((order) => order.oid_str === oid)?.num ?? 0;
}

/** Newest change first, both ends of the window included; an empty page has no `trades` at all. */
function listIncrement(book: OrderBook, params: Params): PlatformReply {
  const [start, end] = [timeOf(params.start_modified), timeOf(params.end_modified)];
  const [page, size] = [Number(params.page_no), Number(params.page_size)];
  if (!(end >= start && end - start <= DAY_MS)) return refusal(41, "Invalid arguments:start_modified", "isv.invalid-parameter", "不能超过一天");
  if (!(size >= 1 && size <= MAX_PAGE && page >= 1)) return refusal(41, "Invalid arguments:page_size");
  const found = book.listChanged(new Date(start), new Date(end + 1000)).sort((a, b) => tellingTime(b) - tellingTime(a));
  const trade = found
    .slice((page - 1) * size, page * size)
    .map(({ detail: { tid, tid_str, modified, status } }) => ({ tid, tid_str, modified, status }));
  const paging = params.use_has_next === "true" ? { has_next: page * size < found.length } : { total_results: found.length };
  return bareIds({ trades_sold_increment_get_response: { ...paging, ...(trade.length > 0 ? { trades: { trade } } : {}) } });
}

function tellingTime({ detail, modifiedAt }: BookedOrder): number {
  const told = timeOf(String(detail.modified ?? ""));
  return Number.isNaN(told) ? modifiedAt.getTime() : told;
}

/** 19-digit ids as JSON numbers, as the platform writes them. */
function bareIds(body: unknown): PlatformReply {
  return { body: JSON.stringify(body).replace(/"(tid|oid)":"(\d+)"/g, '"$1":$2') };
}
