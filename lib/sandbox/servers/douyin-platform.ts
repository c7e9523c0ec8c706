import { z } from "zod";
import { requestSign, type SignMethod } from "@/lib/channels/adapters/douyin/signature";
import { NO_FAULTS, type SandboxFaults } from "../core/faults";
import type { OrderBook } from "../core/order-book";
import { type PlatformReply, type PlatformRequest, startFaultyServer } from "./faulty-server";
import { TokenBooth } from "./token-booth";

/** An application the platform knows, its tokens where the shop has any, and its orders. */
export type PlatformApp = { appKey: string; appSecret: string; accessToken?: string; refreshToken?: string } & Pick<OrderBook, "findDetail"> &
  Partial<OrderBook>;

export type Platform = { url: string; close(): Promise<void> };

const CLOCK_TOLERANCE_MS = 10 * 60_000;
const MAX_PAGE = 100;
const TOKEN_LIFE_S = 604_800;

/** A Douyin-like open platform on loopback: orders, parcels, remarks and tokens behind the real request signature. */
export async function startDouyinPlatform(input: { apps: readonly PlatformApp[]; faults?: SandboxFaults; random?: () => number }): Promise<Platform> {
  const { apps, faults = { ...NO_FAULTS }, random } = input;
  const tokens = new TokenBooth(
    apps.map(({ appKey, accessToken = "", refreshToken = "" }) => ({ id: appKey, accessToken, refreshToken })),
    faults,
  );
  const throttled = refusal(80_000, "isv.rate-limit", "调用频率超限");
  return startFaultyServer({ faults, random, throttled, answer: (request) => answer({ apps, tokens, faults }, request) });
}

type World = { apps: readonly PlatformApp[]; tokens: TokenBooth; faults: SandboxFaults };

function success(data: unknown): PlatformReply {
  return { body: { code: 10_000, msg: "success", sub_code: "", sub_msg: "", data } };
}

function refusal(code: number, sub_code: string, sub_msg: string): PlatformReply {
  return { body: { code, msg: sub_msg, sub_code, sub_msg } };
}

function answer({ apps, tokens, faults }: World, { url, body }: PlatformRequest): PlatformReply {
  const query = (name: string) => url.searchParams.get(name) ?? "";
  const app = apps.find((one) => one.appKey === query("app_key"));
  if (!app) return refusal(30_002, "isv.app-key-invalid", "app_key is not known");
  const params = { app_key: app.appKey, method: query("method"), param_json: body, timestamp: query("timestamp"), v: query("v") };
  const skew = Math.abs(Date.now() + faults.clockSkewMs - Number(params.timestamp) * 1000);
  if (!(skew <= CLOCK_TOLERANCE_MS)) return refusal(40_003, "isv.parameter-invalid:timestamp", "timestamp is outside the window");
  const signMethod: SignMethod = query("sign_method") === "md5" ? "md5" : "hmac-sha256";
  if (requestSign({ secret: app.appSecret, params, signMethod }) !== query("sign")) {
    return refusal(30_001, "isv.signature-invalid", "sign check failed");
  }
  const method = METHODS[params.method];
  if (url.pathname !== `/${params.method.replace(".", "/")}`) return refusal(40_004, "isv.method-not-exist", "no such method");
  if (params.method === "token.refresh") return renewToken(tokens, app, body);
  if (!tokens.holds(app.appKey, query("access_token"))) return refusal(30_001, "isv.access-token-expired", "access_token已过期");
  return method ? method(app, JSON.parse(body)) : refusal(40_004, "isv.method-not-exist", "no such method");
}

function renewToken(tokens: TokenBooth, app: PlatformApp, body: string): PlatformReply {
  const asked = z.object({ grant_type: z.literal("refresh_token"), refresh_token: z.string() }).safeParse(JSON.parse(body));
  const token = asked.success ? tokens.renew(app.appKey, asked.data.refresh_token) : null;
  if (!token) return refusal(50_002, "isv.business-failed:4", "refresh_token已失效");
  return success({ access_token: token.access, refresh_token: token.refresh, expires_in: TOKEN_LIFE_S, scope: "SCOPE" });
}

const UNKNOWN_ORDER = refusal(50_002, "isv.business-failed:2010007", "订单不存在");

const listSchema = z.object({
  update_time_start: z.number(),
  update_time_end: z.number(),
  order_by: z.literal("update_time"),
  page: z.int().min(0),
  size: z.int().min(1).max(MAX_PAGE),
});
const parcelSchema = z.object({ company_code: z.string().min(1), logistics_code: z.string().min(1) });
const shipSchema = parcelSchema.extend({ order_id: z.string() });
const packSchema = z.object({
  order_id: z.string(),
  pack_list: z.array(parcelSchema.extend({ shipped_order_info: z.array(z.object({ shipped_order_id: z.string(), shipped_num: z.number() })) })),
});
const remarkSchema = z.object({ order_id: z.string(), remark: z.string() });

type Method = (app: PlatformApp, params: unknown) => PlatformReply;

const METHODS: Readonly<Record<string, Method>> = {
  "order.orderDetail": (app, params) => {
    const detail = app.findDetail(z.object({ shop_order_id: z.string() }).parse(params).shop_order_id);
    return detail ? success({ shop_order_detail: detail }) : UNKNOWN_ORDER;
  },
  "order.searchList": searchList,
  "order.logisticsAdd": (app, params) => ship(app, shipSchema.parse(params), { lines: null, replaces: false }),
  "order.logisticsEdit": (app, params) => ship(app, shipSchema.parse(params), { lines: null, replaces: true }),
  "order.logisticsAddMultiPack": (app, params) => {
    const { order_id, pack_list } = packSchema.parse(params);
    const replies = pack_list.map(({ shipped_order_info, ...parcel }) => {
      const lines = shipped_order_info.map((line) => ({ externalLineId: line.shipped_order_id, quantity: line.shipped_num }));
      return ship(app, { order_id, ...parcel }, { lines, replaces: false });
    });
    return replies.at(-1) ?? refusal(40_003, "isv.parameter-invalid:pack_list", "pack_list is empty");
  },
  "order.addOrderRemark": (app, params) => {
    const { order_id, remark } = remarkSchema.parse(params);
    return settled(app.acceptNote?.({ externalId: order_id, note: remark }) ?? null);
  },
};

/** Newest change first, both ends of the window included, as whole seconds. */
function searchList(app: PlatformApp, params: unknown): PlatformReply {
  const asked = listSchema.safeParse(params);
  if (!asked.success) return refusal(40_003, "isv.parameter-invalid", "the window, the order or the page is not allowed");
  const { update_time_start, update_time_end, page, size } = asked.data;
  const found = app.listChanged?.(new Date(update_time_start * 1000), new Date((update_time_end + 1) * 1000)) ?? [];
  found.sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime());
  const shop_order_list = found.slice(page * size, (page + 1) * size).map((order) => order.detail);
  return success({ page, size, total: found.length, shop_order_list });
}

function ship(
  app: PlatformApp,
  parcel: z.output<typeof shipSchema>,
  how: { lines: { externalLineId: string; quantity: number }[] | null; replaces: boolean },
): PlatformReply {
  const report = { externalId: parcel.order_id, carrier: parcel.company_code, trackingNumber: parcel.logistics_code, ...how };
  return settled(app.acceptShipment ? app.acceptShipment(report) : null);
}

function settled(refused: string | null): PlatformReply {
  return refused === null ? success({}) : refusal(50_002, "isv.business-failed:4003", refused);
}
