import type { PulledOrder, PullPage, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { JD_ORDER_STATES } from "@/lib/channels/core/jd-order-state";
import { afterPage, pageStep } from "@/lib/channels/core/page-walk";
import { shanghaiInstant } from "@/lib/channels/core/shanghai-instant";
import { toShanghai } from "@/lib/shared/clock";
import { callJd, failureIn, ORDER_FIELDS } from "./client";

const METHOD = "jingdong.pop.order.search";
/** JD allows a month; the shortest month fits into every one. */
const MAX_WINDOW_MS = 28 * 86_400_000;
const PAGE_SIZE = 50;
const BY_MODIFIED_TIME = "0";
const DESCENDING = "1";

/** Changed orders by modified time, each with its whole detail: JD has no pushes, so this is how its orders come. */
export const jdPull: PullSide = { maxWindowMs: MAX_WINDOW_MS, pageSize: PAGE_SIZE, callsPerSecond: 5, listChanged };

async function listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage> {
  const { shop, window, cursor, now } = input;
  const step = pageStep(cursor, 1);
  const params = {
    // Whole seconds, both included: what changed at the window's end is the next window's.
    start_date: toShanghai(window.from),
    end_date: toShanghai(window.to),
    order_state: JD_ORDER_STATES.join(","),
    page: String(step.page),
    page_size: String(PAGE_SIZE),
    optional_fields: ORDER_FIELDS,
    sortType: DESCENDING,
    dateType: BY_MODIFIED_TIME,
  };
  const called = await callJd({ shop, method: METHOD, params, now });
  if (!called.ok) return called;
  const listed = called.answer.jingdong_pop_order_search_responce?.searchorderinfo_result;
  if (!listed) return { ok: false, kind: "refused", reason: `JD's answer to ${METHOD} holds no list.` };
  const failure = failureIn(listed.apiResult);
  if (failure) return failure;
  const orders = (listed.orderInfoList ?? []).map(toPulled).filter((order) => isWithin(order, window));
  const total = listed.orderTotal ?? orders.length;
  const walk = afterPage({ step, firstPage: 1, pageSize: PAGE_SIZE, total });
  return { ok: true, orders: walk.keep ? orders : [], next: walk.next, total };
}

/** An order listed without its lines is only named: its detail is asked for. */
function toPulled(listed: { orderId: string; modified: string; itemInfoList?: unknown }): PulledOrder {
  const instant = shanghaiInstant(listed.modified);
  const isWhole = Array.isArray(listed.itemInfoList) && listed.itemInfoList.length > 0;
  return { externalId: listed.orderId, modifiedAt: instant === null ? null : new Date(instant), detail: isWhole ? listed : null };
}

function isWithin({ externalId, modifiedAt }: PulledOrder, window: PullWindow): boolean {
  return externalId !== "" && (modifiedAt === null || modifiedAt < window.to);
}
