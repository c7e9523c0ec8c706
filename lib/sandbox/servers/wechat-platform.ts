import { z } from "zod";
import type { SandboxFaults } from "../core/faults";
import type { BookedOrder, OrderBook } from "../core/order-book";
import { type FaultyServer, type PlatformReply, type PlatformRequest, startFaultyServer } from "./faulty-server";

/** An application on the sandbox's WeChat: a mini-program (with a merchant number) or a Channels shop, and its orders. */
export type WechatApp = { appId: string; appSecret: string; accessToken: string; mchid?: string; book: OrderBook };

export type WechatPlatform = Pick<FaultyServer, "url" | "close">;

const TOKEN_LIFE_S = 7200;
const MAX_WINDOW_S = 7 * 86_400;
const MAX_PAGE = 100;

/** WeChat's API on loopback: stable token, Channels shop and order shipping management, with their own refusals. */
export async function startWechatPlatform(input: {
  apps: readonly WechatApp[];
  faults: SandboxFaults;
  random?: () => number;
}): Promise<WechatPlatform> {
  const { apps, faults, random } = input;
  const tokens = new StableTokens(apps, faults);
  return startFaultyServer({
    faults,
    random,
    throttled: refusal(45_011, "api minute-quota reach limit, must slower, retry next minute"),
    answer: (request) => answer({ apps, tokens }, request),
  });
}

/** One token an application at a time. It is handed out again until it is renewed by force, or by the fault's end. */
class StableTokens {
  private readonly current = new Map<string, { token: string; renewals: number; renewedInFault: boolean }>();

  constructor(
    apps: readonly WechatApp[],
    private readonly faults: SandboxFaults,
  ) {
    for (const { appId, accessToken } of apps) this.current.set(appId, { token: accessToken, renewals: 0, renewedInFault: false });
  }

  ownerOf(token: string): string | null {
    for (const [appId, held] of this.current) {
      if (!this.faults.expiredToken) held.renewedInFault = false;
      if (held.token === token) return !this.faults.expiredToken || held.renewedInFault ? appId : null;
    }
    return null;
  }

  handOut(appId: string, force: boolean): string {
    const held = this.current.get(appId);
    if (!held) return "";
    if (force || (this.faults.expiredToken && !held.renewedInFault)) {
      held.renewals += 1;
      held.token = `${held.token.replace(/\.\d+$/, "")}.${held.renewals}`;
      held.renewedInFault = this.faults.expiredToken;
    }
    return held.token;
  }
}

type World = { apps: readonly WechatApp[]; tokens: StableTokens };
type Body = Readonly<Record<string, unknown>>;

function refusal(errcode: number, errmsg: string): PlatformReply {
  return { body: { errcode, errmsg: `${errmsg} rid: 6744a1b2-sandbox` } };
}

const done: PlatformReply = { body: { errcode: 0, errmsg: "ok" } };

function answer({ apps, tokens }: World, request: PlatformRequest): PlatformReply {
  const body = z.record(z.string(), z.unknown()).safeParse(jsonOf(request.body));
  if (request.method !== "POST" || !body.success) return refusal(43_002, "require POST method");
  if (request.url.pathname === "/cgi-bin/stable_token") return giveToken({ apps, tokens }, body.data);
  const appId = tokens.ownerOf(request.url.searchParams.get("access_token") ?? "");
  const app = apps.find((one) => one.appId === appId);
  if (!app) return refusal(40_001, "invalid credential, access_token is invalid or not latest");
  const method = METHODS[request.url.pathname];
  return method ? method(app, body.data) : refusal(48_001, "api unauthorized");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function giveToken({ apps, tokens }: World, body: Body): PlatformReply {
  const app = apps.find((one) => one.appId === body.appid);
  if (!app) return refusal(40_013, "invalid appid");
  if (body.secret !== app.appSecret) return refusal(40_125, "invalid appsecret");
  return { body: { access_token: tokens.handOut(app.appId, body.force_refresh === true), expires_in: TOKEN_LIFE_S } };
}

const METHODS: Readonly<Record<string, (app: WechatApp, body: Body) => PlatformReply>> = {
  "/channels/ec/order/get": ({ book }, body) => {
    const order = book.findDetail(String(body.order_id));
    return order ? { body: { errcode: 0, errmsg: "ok", order } } : refusal(10_020_050, "order not exist");
  },
  "/channels/ec/order/list/get": ({ book }, body) => {
    const range = z.object({ start_time: z.number(), end_time: z.number() }).safeParse(body.update_time_range);
    if (!range.success || range.data.end_time - range.data.start_time > MAX_WINDOW_S) return refusal(10_020_060, "time range invalid");
    const page = pageOf(book, {
      from: range.data.start_time,
      to: range.data.end_time,
      size: Number(body.page_size),
      after: String(body.next_key ?? ""),
    });
    const { orders, next } = page;
    return { body: { errcode: 0, errmsg: "ok", order_id_list: orders.map((order) => order.externalId), next_key: next, has_more: next !== "" } };
  },
  "/channels/ec/order/delivery/send": ({ book }, body) => takeDeliveries(book, body, false),
  "/channels/ec/order/deliveryinfo/update": ({ book }, body) => takeDeliveries(book, body, true),
  "/channels/ec/order/merchantnotes/update": ({ book }, body) => {
    const refused = book.acceptNote?.({ externalId: String(body.order_id), note: String(body.merchant_notes) }) ?? null;
    return refused === null ? done : refusal(10_020_051, refused);
  },
  "/wxa/sec/order/get_order": ({ book, mchid }, body) => {
    const order = body.merchant_id === mchid ? book.findDetail(String(body.merchant_trade_no)) : null;
    return order ? { body: { errcode: 0, errmsg: "ok", order } } : refusal(10_060_001, "支付单不存在");
  },
  "/wxa/sec/order/get_order_list": ({ book }, body) => {
    const range = z.object({ begin_time: z.number(), end_time: z.number() }).parse(body.pay_time_range);
    const { orders, next } = pageOf(book, {
      from: range.begin_time,
      to: range.end_time,
      size: Number(body.page_size),
      after: String(body.last_index ?? ""),
    });
    return { body: { errcode: 0, errmsg: "ok", order_list: orders.map((order) => order.detail), last_index: next, has_more: next !== "" } };
  },
  "/wxa/sec/order/upload_shipping_info": takeShippingInfo,
};

/** Oldest change first, both ends of the window included, as whole seconds; the key names the last order told. */
function pageOf(book: OrderBook, input: { from: number; to: number; size: number; after: string }): { orders: BookedOrder[]; next: string } {
  const size = Math.min(Math.max(1, input.size || MAX_PAGE), MAX_PAGE);
  const found = book
    .listChanged(new Date(input.from * 1000), new Date((input.to + 1) * 1000))
    .sort((a, b) => a.modifiedAt.getTime() - b.modifiedAt.getTime() || (a.externalId < b.externalId ? -1 : 1));
  const start = input.after === "" ? 0 : Number(input.after);
  const next = start + size < found.length ? String(start + size) : "";
  return { orders: found.slice(start, start + size), next };
}

const deliverySchema = z.object({
  delivery_id: z.string(),
  waybill_id: z.string(),
  product_infos: z.array(z.object({ product_id: z.string(), sku_id: z.string(), product_cnt: z.number().min(1) })).min(1),
});

function takeDeliveries(book: OrderBook, body: Body, replaces: boolean): PlatformReply {
  const deliveries = z.array(deliverySchema).min(1).safeParse(body.delivery_list);
  if (!deliveries.success) return refusal(10_020_052, "delivery_list invalid");
  for (const { delivery_id, waybill_id, product_infos } of deliveries.data) {
    const lines = product_infos.map((one) => ({ externalLineId: `${one.product_id}:${one.sku_id}`, quantity: one.product_cnt }));
    const refused = book.acceptShipment({ externalId: String(body.order_id), carrier: delivery_id, trackingNumber: waybill_id, lines, replaces });
    if (refused !== null) return refusal(10_020_053, refused);
  }
  return done;
}

const shippingSchema = z.object({
  order_key: z.object({ order_number_type: z.literal(1), mchid: z.string(), out_trade_no: z.string() }),
  delivery_mode: z.number(),
  is_all_delivered: z.boolean().optional(),
  shipping_list: z
    .array(
      z.object({
        tracking_no: z.string(),
        express_company: z.string(),
        item_desc: z.string().min(1).max(120),
        contact: z.object({ consignor_contact: z.string() }).optional(),
      }),
    )
    .min(1),
  upload_time: z.iso.datetime({ offset: true }),
  payer: z.object({ openid: z.string().min(1) }),
});

function takeShippingInfo({ book, mchid }: WechatApp, body: Body): PlatformReply {
  const parsed = shippingSchema.safeParse(body);
  if (!parsed.success) return refusal(10_060_014, "参数错误");
  const { order_key, delivery_mode, is_all_delivered, shipping_list } = parsed.data;
  if (order_key.mchid !== mchid || !book.findDetail(order_key.out_trade_no)) return refusal(10_060_001, "支付单不存在");
  if (delivery_mode === 1 && shipping_list.length !== 1) return refusal(268_485_228, "统一发货模式下，物流信息列表长度必须为 1");
  if (delivery_mode === 2 && is_all_delivered === undefined) return refusal(10_060_007, "分拆发货模式下必须填写 is_all_delivered 字段");
  if (shipping_list.some((parcel) => parcel.express_company === "SF" && !parcel.contact)) return refusal(10_060_014, "参数错误");
  for (const parcel of shipping_list) {
    const refused = book.acceptShipment({
      externalId: order_key.out_trade_no,
      carrier: parcel.express_company,
      trackingNumber: parcel.tracking_no,
      lines: null,
      replaces: false,
    });
    if (refused !== null) return refusal(10_060_002, refused);
  }
  return done;
}
