import type { DetailResult, PulledOrder, PullPage, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { callWechat } from "@/lib/channels/wechat/call-wechat";
import { listAnswerSchema, orderAnswerSchema } from "./payloads";

const PAGE_SIZE = 100;

/** Asks order shipping management for one payment by the shop's own number. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const { shop, externalId } = input;
  const merchant_id = shop.credentials.mchid ?? "";
  if (merchant_id === "")
    return { ok: false, kind: "shop_setup", reason: "The shop has no merchant number (mchid), so its orders cannot be asked for." };
  const result = await callWechat({ shop, path: "/wxa/sec/order/get_order", body: { merchant_id, merchant_trade_no: externalId } });
  if (!result.ok) return result;
  const order = orderAnswerSchema.safeParse(result.answer).data?.order;
  return order ? { ok: true, detail: order } : { ok: false, kind: "not_found", reason: `WeChat has no order ${externalId}.` };
}

/** WeChat lists by the time of payment and tells no modified time: a pull finds orders, not their changes. */
export const wechatPayPull: PullSide = {
  maxWindowMs: 24 * 3_600_000,
  pageSize: PAGE_SIZE,
  callsPerSecond: 5,
  listChanged,
};

async function listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage> {
  const { shop, window, cursor } = input;
  const body = {
    // Both ends are whole seconds and included.
    pay_time_range: { begin_time: Math.floor(window.from.getTime() / 1000), end_time: Math.ceil(window.to.getTime() / 1000) - 1 },
    page_size: PAGE_SIZE,
    ...(cursor === null ? {} : { last_index: cursor }),
  };
  const result = await callWechat({ shop, path: "/wxa/sec/order/get_order_list", body });
  if (!result.ok) return result;
  const page = listAnswerSchema.safeParse(result.answer);
  if (!page.success) return { ok: false, kind: "refused", reason: "WeChat's order list does not have the documented shape." };
  const { order_list, has_more, last_index } = page.data;
  const orders = (order_list ?? []).map((order): PulledOrder => ({ externalId: order.merchant_trade_no, modifiedAt: null, detail: order }));
  return { ok: true, orders, next: has_more && last_index !== "" ? last_index : null, total: null };
}
