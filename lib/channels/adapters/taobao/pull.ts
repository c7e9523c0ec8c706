import type { PulledOrder, PullPage, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { afterPage, type PageStep } from "@/lib/channels/core/page-walk";
import { shanghaiInstant } from "@/lib/channels/core/shanghai-instant";
import { toShanghai } from "@/lib/shared/clock";
import { callTop } from "./client";
import type { TopAnswer } from "./payloads";

const METHOD = "taobao.trades.sold.increment.get";
const DAY_MS = 86_400_000;
const PAGE_SIZE = 100;
/** Counting costs Taobao dearly: it is only asked for when one page is not enough. */
const COUNT = "count";

/** Changed trades by modified time. The list only names them; the detail is asked for one by one. */
export const taobaoPull: PullSide = { maxWindowMs: DAY_MS, pageSize: PAGE_SIZE, callsPerSecond: 10, listChanged };

async function listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage> {
  const { shop, window, cursor, now } = input;
  const counting = cursor === COUNT;
  const page = cursor === null || counting ? 1 : Number(cursor);
  const params = {
    fields: "tid,tid_str,modified,status",
    // Whole seconds, both included: a change within the first second of the window counts, one at its end is the next window's.
    start_modified: toShanghai(window.from),
    end_modified: toShanghai(window.to),
    page_no: String(page),
    page_size: String(PAGE_SIZE),
    use_has_next: counting ? "false" : "true",
  };
  const called = await callTop({ shop, method: METHOD, params, now });
  if (!called.ok) return called;
  const listed = called.answer.trades_sold_increment_get_response;
  if (!listed) return { ok: false, kind: "refused", reason: `Taobao's answer to ${METHOD} holds no list.` };
  const orders = ordersOf(listed, window);
  const total = listed.total_results ?? null;
  if (cursor === null && listed.has_next === true && total === null) return { ok: true, orders: [], next: COUNT, total: null };
  if (cursor === null && total === null) return { ok: true, orders, next: null, total: orders.length };
  const step: PageStep = { page, counting: cursor === null || counting };
  const walk = afterPage({ step, firstPage: 1, pageSize: PAGE_SIZE, total: total ?? 0 });
  return { ok: true, orders: walk.keep ? orders : [], next: walk.next, total };
}

function ordersOf(listed: NonNullable<TopAnswer["trades_sold_increment_get_response"]>, window: PullWindow): PulledOrder[] {
  return (listed.trades?.trade ?? [])
    .map((trade) => ({ externalId: trade.tid_str || trade.tid, modifiedAt: dateOf(trade.modified), detail: null }))
    .filter(({ externalId, modifiedAt }) => externalId !== "" && (modifiedAt === null || modifiedAt < window.to));
}

function dateOf(text: string): Date | null {
  const instant = shanghaiInstant(text);
  return instant === null ? null : new Date(instant);
}
