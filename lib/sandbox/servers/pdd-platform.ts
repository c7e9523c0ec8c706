import { z } from "zod";
import { pddSign } from "@/lib/channels/adapters/pdd/signature";
import { fromShanghai } from "@/lib/shared/clock";
import type { SandboxFaults } from "../core/faults";
import type { BookedOrder, OrderBook } from "../core/order-book";
import { type FaultyServer, type PlatformReply, type PlatformRequest, startFaultyServer } from "./faulty-server";
import { openPddFeed, type PddFeedServer } from "./pdd-feed-server";
import { TokenBooth } from "./token-booth";

/** An application on the sandbox's Pinduoduo, the shop that authorised it, and that shop's orders. */
export type PddApp = { clientId: string; clientSecret: string; mallId: string; accessToken: string; refreshToken: string; book: OrderBook };

export type PddPlatform = Pick<FaultyServer, "url" | "close"> & { feed: PddFeedServer };

const ROUTER = "/api/router";
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const MAX_WINDOW_S = 30 * 60;
const MAX_PAGE = 100;
const TOKEN_LIFE_S = 86_400;

/** A Pinduoduo-like gateway and message centre on one loopback port: real signatures, real refusals. */
export async function startPddPlatform(input: { apps: readonly PddApp[]; faults: SandboxFaults; random?: () => number }): Promise<PddPlatform> {
  const { apps, faults, random } = input;
  const tokens = new TokenBooth(
    apps.map((app) => ({ ...app, id: app.clientId })),
    faults,
  );
  const server = await startFaultyServer({
    faults,
    random,
    throttled: refusal(70_031, "调用过于频繁，请调整调用频率"),
    answer: (request) => answer({ apps, tokens, faults }, request),
  });
  const feed = openPddFeed({ server: server.server, apps, faults, random: random ?? Math.random });
  const close = async () => {
    await feed.close();
    await server.close();
  };
  return { url: server.url, feed, close };
}

type World = { apps: readonly PddApp[]; tokens: TokenBooth; faults: SandboxFaults };
type Params = Readonly<Record<string, string>>;

function refusal(code: number, message: string, sub = ""): PlatformReply {
  const error = { error_code: code, error_msg: message, sub_msg: sub, sub_code: sub === "" ? null : String(code), request_id: "16" };
  return { body: { error_response: error } };
}

function answer(world: World, request: PlatformRequest): PlatformReply {
  if (request.url.pathname !== ROUTER || request.method !== "POST") return { status: 404, body: { message: "no such address" } };
  const params: Params = Object.fromEntries(new URLSearchParams(request.body));
  const app = world.apps.find((one) => one.clientId === params.client_id);
  if (!app) return refusal(10_002, "client_id 不正确");
  const skew = Math.abs(Date.now() + world.faults.clockSkewMs - Number(params.timestamp) * 1000);
  if (!(skew <= CLOCK_TOLERANCE_MS)) return refusal(10_001, "公共参数错误:timestamp");
  if (pddSign({ secret: app.clientSecret, params }) !== params.sign) return refusal(20_004, "签名sign校验失败");
  if (params.type === "pdd.pop.auth.token.refresh") return renewToken(world, app, params);
  if (!world.tokens.holds(app.clientId, params.access_token ?? "")) return refusal(10_019, "access_token已过期");
  const method = METHODS[params.type ?? ""];
  return method ? method(app.book, params) : refusal(10_001, "公共参数错误:type");
}

function renewToken({ tokens }: World, app: PddApp, params: Params): PlatformReply {
  const token = tokens.renew(app.clientId, params.refresh_token ?? "");
  if (!token) return refusal(10_019, "refresh_token已过期");
  return {
    body: {
      pop_auth_token_refresh_response: {
        access_token: token.access,
        refresh_token: token.refresh,
        expires_in: TOKEN_LIFE_S,
        expires_at: Math.floor(Date.now() / 1000) + TOKEN_LIFE_S,
        owner_id: app.mallId,
      },
    },
  };
}

const METHODS: Readonly<Record<string, (book: OrderBook, params: Params) => PlatformReply>> = {
  "pdd.order.information.get": (book, params) => {
    const detail = book.findDetail(params.order_sn ?? "");
    return detail ? { body: { order_info_get_response: { order_info: detail } } } : refusal(50_001, "业务服务错误", "订单不存在");
  },
  "pdd.order.number.list.increment.get": listIncrement,
  "pdd.logistics.online.send": (book, params) =>
    report(book, {
      orderSn: params.order_sn,
      carrier: params.logistics_id,
      number: params.tracking_number,
      replaces: params.redelivery_type === "2",
      done: { logistics_online_send_response: { is_success: true } },
    }),
  "pdd.order.upload.extra.logistics": (book, params) => {
    const tracks = z.array(z.object({ shipping_id: z.number(), tracking_number: z.string() })).parse(JSON.parse(params.extra_track_list ?? "[]"));
    const done = { upload_extra_logistics_response: { success: true } };
    const replies = tracks.map((track) =>
      report(book, { orderSn: params.order_sn, carrier: String(track.shipping_id), number: track.tracking_number, replaces: false, done }),
    );
    return replies.find((reply) => reply.body !== done) ?? { body: done };
  },
  "pdd.order.note.update": (book, params) => {
    const refused = book.acceptNote?.({ externalId: params.order_sn ?? "", note: params.note ?? "" }) ?? null;
    return refused === null ? { body: { order_note_update_response: { success: true } } } : refusal(50_001, "业务服务错误", refused);
  },
};

type Report = { orderSn?: string; carrier?: string; number?: string; replaces: boolean; done: Record<string, unknown> };

function report(book: OrderBook, { orderSn = "", carrier = "", number = "", replaces, done }: Report): PlatformReply {
  const refused = book.acceptShipment({ externalId: orderSn, carrier, trackingNumber: number, lines: null, replaces });
  return refused === null ? { body: done } : refusal(50_001, "业务服务错误", refused);
}

/** Newest change first, both ends of the window included, as whole seconds. */
function listIncrement(book: OrderBook, params: Params): PlatformReply {
  const [start, end] = [Number(params.start_updated_at), Number(params.end_updated_at)];
  const [page, size] = [Number(params.page), Number(params.page_size)];
  if (!(end - start <= MAX_WINDOW_S) || start > end) return refusal(50_001, "业务服务错误", "时间跨度不能超过30分钟");
  if (!(size >= 1 && size <= MAX_PAGE && page >= 1)) return refusal(50_001, "业务服务错误", "page_size 不正确");
  const found = book.listChanged(new Date(start * 1000), new Date((end + 1) * 1000)).sort((a, b) => updatedAt(b) - updatedAt(a));
  const order_sn_list = found.slice((page - 1) * size, page * size).map((order) => order.detail);
  const paging = params.use_has_next === "true" ? { has_next: page * size < found.length } : { total_count: found.length };
  return { body: { order_sn_increment_get_response: { order_sn_list, ...paging } } };
}

function updatedAt(order: BookedOrder): number {
  const told = order.detail.updated_at;
  return typeof told === "string" && told !== "" ? fromShanghai(told).getTime() : order.modifiedAt.getTime();
}
