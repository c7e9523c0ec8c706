import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { detectMerges } from "@/lib/merging/use-cases/detect-merges";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import type { Clock } from "@/lib/shared/clock";
import { type Ctx, newCtx } from "@/lib/shared/context";
import type { Role } from "@/lib/shared/role";
import { incomingOrder } from "./incoming-order";
import { testCtx } from "./shops";

/** The world of merging stands at 09:10 in Shanghai, nine minutes after its orders were paid. */
export const MERGE_NOW = new Date("2026-11-24T01:10:00Z");
export const mergeClock: Clock = { now: () => MERGE_NOW };

export function staff(name: string, role: Role = "warehouse_supervisor"): Ctx {
  return newCtx({ kind: "user", id: crypto.randomUUID(), name, role }, mergeClock);
}

/** A household nobody else of the test database shares: its own phone and street number. */
export function household(number: number): Pick<IncomingOrderInput, "receiver" | "buyer"> {
  return {
    receiver: {
      name: "张三丰",
      phone: `139${String(number).padStart(8, "0")}`,
      province: "浙江省",
      city: "杭州市",
      district: "西湖区",
      address: `文三路${number}号2幢501室`,
    },
    buyer: { platform_buyer_id: `buyer-${number}` },
  };
}

/** Ingests the orders and answers their ids in the same order. */
export async function placeOrders(orders: (Partial<IncomingOrderInput> & { shop: string; external_id: string })[]): Promise<string[]> {
  const { results } = await ingestOrders(testCtx(mergeClock), { orders: orders.map(incomingOrder) });
  return results.map(({ order_id, errors }) => {
    if (!order_id) throw new Error(JSON.stringify(errors));
    return order_id;
  });
}

export function detect(orderIds: string[]): Promise<void> {
  return withTransaction((tx) => detectMerges(tx, testCtx(mergeClock), { orderIds }));
}

export type SuggestionFact = { id: string; state: string; tier: string; orders: string[]; rules: string[] };

/** What is suggested about these orders, by external id, whatever ids the database gave. */
export async function suggestionsOf(orderIds: string[], states: string[] = ["open", "blocked"]): Promise<SuggestionFact[]> {
  const rows = await rawSql()<SuggestionFact[]>`
    select s.id, s.state, s.tier, array_agg(o.external_id order by o.external_id) as orders,
      array(select v->>'rule' from jsonb_array_elements(s.failed::jsonb) v order by 1) as rules
    from merge_suggestions s join merge_suggestion_orders m on m.suggestion_id = s.id join orders o on o.id = m.order_id
    where s.state = any(${states}) and s.id in (select suggestion_id from merge_suggestion_orders where order_id = any(${orderIds}::uuid[]))
    group by s.id`;
  return [...rows].sort((a, b) => (a.orders.join() < b.orders.join() ? -1 : 1));
}
