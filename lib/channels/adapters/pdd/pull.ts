import type { PulledOrder, PullPage, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { afterPage, pageStep } from "@/lib/channels/core/page-walk";
import { callPdd } from "./client";
import { listedSchema, orderSchema, pageSchema } from "./payloads";

const PAGE_SIZE = 100;
const FIRST_PAGE = 1;
/** The platform allows 30 minutes and counts whole seconds: rounding outwards must not cross that. */
const MAX_WINDOW_MS = 29 * 60_000;
const ALL = 5;
const LUCKY_AND_OTHERS = 0;

/** Orders by updated_at, pages from the last to the first, as the platform's own documentation asks. */
export const pddPull: PullSide = {
  maxWindowMs: MAX_WINDOW_MS,
  pageSize: PAGE_SIZE,
  callsPerSecond: 20,
  listChanged,
};

async function listChanged(input: { shop: ShopAccess; window: PullWindow; cursor: string | null; now: Date }): Promise<PullPage> {
  const step = pageStep(input.cursor, FIRST_PAGE);
  const answer = await callPdd({
    shop: input.shop,
    now: input.now,
    type: "pdd.order.number.list.increment.get",
    params: {
      start_updated_at: Math.floor(input.window.from.getTime() / 1000),
      end_updated_at: Math.ceil(input.window.to.getTime() / 1000),
      is_lucky_flag: LUCKY_AND_OTHERS,
      order_status: ALL,
      refund_status: ALL,
      page: step.page,
      page_size: PAGE_SIZE,
      // With has_next the answer leaves out the total, without which no last page is known.
      use_has_next: false,
    },
  });
  if (!answer.ok) return answer;
  const page = pageSchema.safeParse(answer.response);
  if (!page.success) return { ok: false, kind: "refused", reason: "The platform's order list does not have the documented shape." };
  const listed = page.data.order_sn_list ?? page.data.order_list ?? [];
  const total = page.data.total_count ?? listed.length;
  const { keep, next } = afterPage({ step, firstPage: FIRST_PAGE, pageSize: PAGE_SIZE, total });
  return { ok: true, orders: keep ? listed.map(toPulled) : [], next, total };
}

/** The list carries whole orders; one that lacks a part is only named, and its detail is fetched. */
function toPulled(listed: { order_sn: string }): PulledOrder {
  const complete = orderSchema.safeParse(listed).data?.created_time;
  const modifiedAt = listedSchema.safeParse(listed).data?.updated_at ?? null;
  return { externalId: listed.order_sn, modifiedAt, detail: complete ? listed : null };
}
