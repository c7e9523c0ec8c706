import type { DetailResult, PullPage, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { callWechat } from "@/lib/channels/wechat/call-wechat";
import { listAnswerSchema, orderAnswerSchema } from "./payloads";

const PAGE_SIZE = 100;
/** The platform allows seven days; whole seconds rounded outwards must not cross that. */
const MAX_WINDOW_MS = 7 * 86_400_000 - 60_000;

/** Asks for one order. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const result = await callWechat({ shop: input.shop, path: "/channels/ec/order/get", body: { order_id: input.externalId } });
  if (!result.ok) return result;
  const order = orderAnswerSchema.safeParse(result.answer).data?.order;
  return order ? { ok: true, detail: order } : { ok: false, kind: "not_found", reason: `WeChat has no order ${input.externalId}.` };
}

/** Numbers of the orders that changed; each order is asked for by itself. */
export const channelsPull: PullSide = {
  maxWindowMs: MAX_WINDOW_MS,
  pageSize: PAGE_SIZE,
  callsPerSecond: 10,
  listChanged,
};

async function listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage> {
  const { shop, window, cursor } = input;
  const body = {
    // Both ends are whole seconds and included.
    update_time_range: { start_time: Math.floor(window.from.getTime() / 1000), end_time: Math.ceil(window.to.getTime() / 1000) - 1 },
    page_size: PAGE_SIZE,
    next_key: cursor ?? "",
  };
  const result = await callWechat({ shop, path: "/channels/ec/order/list/get", body });
  if (!result.ok) return result;
  const page = listAnswerSchema.safeParse(result.answer);
  if (!page.success) return { ok: false, kind: "refused", reason: "WeChat's order list does not have the documented shape." };
  const { order_id_list, has_more, next_key } = page.data;
  const orders = (order_id_list ?? []).map((externalId) => ({ externalId, modifiedAt: null, detail: null }));
  return { ok: true, orders, next: has_more && next_key !== "" ? next_key : null, total: null };
}
