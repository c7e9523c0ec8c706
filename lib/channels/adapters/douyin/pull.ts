import type { PulledOrder, PullPage, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { afterPage, pageStep } from "@/lib/channels/core/page-walk";
import { callDouyin } from "./client";
import { listDataSchema, orderDetailSchema } from "./payloads";

const PAGE_SIZE = 100;
const FIRST_PAGE = 0;
const MAX_WINDOW_MS = 24 * 3_600_000;

/** Orders by update_time with their whole details, pages from the last to the first. */
export const douyinPull: PullSide = { maxWindowMs: MAX_WINDOW_MS, pageSize: PAGE_SIZE, callsPerSecond: 10, listChanged };

async function listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage> {
  const step = pageStep(input.cursor, FIRST_PAGE);
  const answer = await callDouyin({
    shop: input.shop,
    now: input.now,
    method: "order.searchList",
    params: {
      update_time_start: Math.floor(input.window.from.getTime() / 1000),
      update_time_end: Math.ceil(input.window.to.getTime() / 1000),
      order_by: "update_time",
      order_asc: false,
      page: step.page,
      size: PAGE_SIZE,
    },
  });
  if (!answer.ok) return answer;
  const list = listDataSchema.safeParse(answer.data);
  if (!list.success) return { ok: false, kind: "refused", reason: "The platform's order list does not have the documented shape." };
  const listed = list.data.shop_order_list ?? [];
  const total = list.data.total ?? listed.length;
  const { keep, next } = afterPage({ step, firstPage: FIRST_PAGE, pageSize: PAGE_SIZE, total });
  return { ok: true, orders: keep ? listed.map(toPulled) : [], next, total };
}

/** An order whose listed content cannot be read is only named: its detail is fetched, and says why if it cannot either. */
function toPulled(listed: { order_id: string }): PulledOrder {
  const order = orderDetailSchema.safeParse(listed).data;
  const modifiedAt = order?.update_time ? new Date(order.update_time * 1000) : null;
  return { externalId: listed.order_id.replace(/A$/, ""), modifiedAt, detail: order?.create_time ? listed : null };
}
