import { z } from "zod";
import { jdSign } from "@/lib/channels/adapters/jd/signature";
import { fromShanghai, toShanghai } from "@/lib/shared/clock";
import type { SandboxFaults } from "../core/faults";
import type { BookedOrder, OrderBook } from "../core/order-book";
import { type FaultyServer, type PlatformReply, type PlatformRequest, startFaultyServer } from "./faulty-server";
import { TokenBooth } from "./token-booth";

/** An application on the sandbox's JD, authorised by one shop, and that shop's orders. */
export type JdApp = { appKey: string; appSecret: string; accessToken: string; refreshToken: string; book: OrderBook };

export type JdPlatform = Pick<FaultyServer, "url" | "close">;

const GATEWAY = "/routerjson";
const TOKENS = "/oauth2/refresh_token";
const CLOCK_TOLERANCE_MS = 6 * 60_000;
const MAX_WINDOW_MS = 31 * 86_400_000;
const MAX_PAGE = 50;
const TOKEN_LIFE_S = 86_400;

/** A JD-like gateway on loopback: real signatures, real refusals, "responce" spelt as JD does. It pushes nothing. */
export async function startJdPlatform(input: { apps: readonly JdApp[]; faults: SandboxFaults; random?: () => number }): Promise<JdPlatform> {
  const { apps, faults, random } = input;
  const tokens = new TokenBooth(
    apps.map((app) => ({ ...app, id: app.appKey })),
    faults,
  );
  const throttled = refusal(22, "API调用次数超限");
  const { url, close } = await startFaultyServer({ faults, random, throttled, answer: (request) => answer({ apps, tokens, faults }, request) });
  return { url, close };
}

type World = { apps: readonly JdApp[]; tokens: TokenBooth; faults: SandboxFaults };
type Params = Readonly<Record<string, string>>;
type Business = Readonly<Record<string, unknown>>;

function refusal(code: number, zh_desc: string): PlatformReply {
  return { body: { error_response: { code: String(code), zh_desc, en_desc: "" } } };
}

function answer(world: World, request: PlatformRequest): PlatformReply {
  const params: Params = Object.fromEntries(new URLSearchParams(request.body));
  const app = world.apps.find((one) => one.appKey === params.app_key);
  if (request.method !== "POST") return { status: 404, body: { message: "no such address" } };
  if (request.url.pathname === TOKENS) return renewToken(world, app, params);
  if (request.url.pathname !== GATEWAY) return { status: 404, body: { message: "no such address" } };
  if (!app) return refusal(21, "无效App Key");
  if (jdSign({ secret: app.appSecret, params }) !== params.sign) return refusal(12, "无效签名");
  if (!(Math.abs(Date.now() + world.faults.clockSkewMs - timestampOf(params.timestamp)) <= CLOCK_TOLERANCE_MS)) return refusal(8, "非法的时间戳参数");
  if (!world.tokens.holds(app.appKey, params.access_token ?? "")) return refusal(19, "无效access_token");
  const method = METHODS[params.method ?? ""];
  if (!method) return refusal(15, "不存在的方法名");
  const business = z.record(z.string(), z.unknown()).safeParse(jsonOf(params["360buy_param_json"] ?? ""));
  if (!business.success) return refusal(11, "无效数据格式");
  return { body: { [`${params.method?.replaceAll(".", "_")}_responce`]: { code: "0", ...method(app.book, business.data) } } };
}

/** "2021-05-07 09:20:39.683+0800" */
function timestampOf(text: string | undefined): number {
  const [, seconds, millis] = /^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\.(\d{3})\+0800$/.exec(text ?? "") ?? [];
  return seconds ? fromShanghai(seconds).getTime() + Number(millis) : Number.NaN;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function renewToken({ tokens }: World, app: JdApp | undefined, params: Params): PlatformReply {
  const token = app && app.appSecret === params.app_secret ? tokens.renew(app.appKey, params.refresh_token ?? "") : null;
  if (!token) return { body: { code: 400, msg: "refresh_token invalid" } };
  return { body: { access_token: token.access, refresh_token: token.refresh, expires_in: TOKEN_LIFE_S, scope: "snsapi_base" } };
}

const text = (value: unknown) => (value === undefined || value === null ? "" : String(value));
const ok = { success: true, chineseErrCode: "成功", englishErrCode: "success", numberCode: 0 };
const no = (chineseErrCode: string) => ({ success: false, chineseErrCode, englishErrCode: "failed", numberCode: 10_400_001 });

const METHODS: Readonly<Record<string, (book: OrderBook, business: Business) => Record<string, unknown>>> = {
  "jingdong.pop.order.get": (book, business) => {
    const orderInfo = book.findDetail(text(business.order_id));
    return { orderDetailInfo: orderInfo ? { apiResult: ok, orderInfo } : { apiResult: no("订单不存在") } };
  },
  "jingdong.pop.order.search": (book, business) => ({ searchorderinfo_result: search(book, business) }),
  "jingdong.pop.order.shipment": (book, business) => ({ sopjosshipment_result: ship(book, business) }),
  "jingdong.pop.order.modifyVenderRemark": (book, business) => {
    const externalId = text(business.order_id);
    if (!book.findDetail(externalId)) return { modifyvenderremark_result: no("订单不存在") };
    const refused = book.acceptNote?.({ externalId, note: text(business.remark) }) ?? null;
    return { modifyvenderremark_result: refused === null ? ok : no(refused) };
  },
};

/** Both ends of the window included, whole seconds, newest change first when sortType is 1. */
function search(book: OrderBook, business: Business): Record<string, unknown> {
  const [start, end] = [fromShanghai(text(business.start_date)), fromShanghai(text(business.end_date))];
  const [page, size] = [Number(business.page), Number(business.page_size)];
  if (text(business.optional_fields) === "") return { apiResult: no("optional_fields不能为空") };
  if (end < start || end.getTime() - start.getTime() > MAX_WINDOW_MS) return { apiResult: no("查询时间跨度不能超过一个月") };
  if (!(size >= 1 && size <= MAX_PAGE && page >= 1)) return { apiResult: no("page_size不能超过50") };
  const states = text(business.order_state).split(",");
  const found = book
    .listChanged(start, new Date(end.getTime() + 1000))
    .filter(({ detail }) => states.includes(text(detail.orderState)))
    .sort((a, b) => compareTold(b, a));
  if (text(business.sortType) !== "1") found.reverse();
  return { apiResult: ok, orderTotal: found.length, orderInfoList: found.slice((page - 1) * size, page * size).map(({ detail }) => detail) };
}

function compareTold(a: BookedOrder, b: BookedOrder): number {
  const told = ({ detail, modifiedAt }: BookedOrder) => text(detail.modified) || toShanghai(modifiedAt);
  return told(a) < told(b) ? -1 : told(a) > told(b) ? 1 : 0;
}

/** The whole list of parcels comes each time: what is new in it is reported, and a number that is gone was replaced. */
function ship(book: OrderBook, business: Business): Record<string, unknown> {
  const externalId = text(business.orderId);
  const order = book.findDetail(externalId);
  if (!order) return no("订单不存在");
  const known = text(order.waybill)
    .split(/[|,]/)
    .filter((number) => number !== "");
  const carriers = text(business.logiCoprId).split("|");
  const told = text(business.logiNo)
    .split("|")
    .flatMap((numbers, index) => numbers.split(",").map((trackingNumber) => ({ trackingNumber, carrier: carriers[index] ?? "" })));
  const replaces = known.some((number) => !told.some(({ trackingNumber }) => trackingNumber === number));
  for (const { trackingNumber, carrier } of told.filter((parcel) => !known.includes(parcel.trackingNumber))) {
    const refused = book.acceptShipment({ externalId, carrier, trackingNumber, lines: null, replaces });
    if (refused !== null) return no(refused);
  }
  return told.every(({ trackingNumber }) => known.includes(trackingNumber)) ? no("订单已出库，不能重复出库") : ok;
}
