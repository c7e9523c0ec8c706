import { rawSql } from "@/db/client";
import { approveMerge } from "@/lib/merging/use-cases/approve-merge";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { toShenzhen } from "./change-world";
import type { As } from "./console-world";
import { type Pair, suggestedPair } from "./merging-pairs";
import { placeRecent } from "./recent-order";
import { testCtx, testShop } from "./shops";

export type PageWorld = { orderId: string; customerId: string; changeId: string; pair: Pair };

/** A little of everything that pages show: a stuck order, a group, a pair to decide, a change that waits. */
export async function makePageWorld(as: As): Promise<PageWorld> {
  await testShop({ code: "dy", name: "抖音旗舰店", settings: { buffer_minutes: 240 } });
  const pair = await suggestedPair({ shop: "dy", surname: "赵", numbers: ["PAIR-1", "PAIR-2"] });
  const group = await suggestedPair({ shop: "dy", surname: "钱", numbers: ["GROUP-1", "GROUP-2"] });
  await approveMerge(as("warehouse_supervisor"), { suggestion_id: group.suggestionId });
  const [orderId = "", waiting = ""] = await placeRecent([
    { shop: "dy", external_id: "STUCK-1", minutesAgo: 5 * 24 * 60, status: "shipped", buyer_note: "请放门卫" },
    {
      shop: "dy",
      external_id: "CHANGE-1",
      receiver: { name: "李四", phone: "13600000001", province: "浙江省", city: "杭州市", address: "学院路 1 号" },
    },
  ]);
  await detectStuckOrders(testCtx());
  const { id } = await requestChange(as("agent"), { order_id: waiting, base_version: 1, actions: [toShenzhen], reason: "买家搬家了" });
  const [owner] = await rawSql()<{ id: string }[]>`select customer_id as id from orders where id = ${group.orderIds[0] ?? ""}`;
  return { orderId: group.orderIds[0] ?? orderId, customerId: owner?.id ?? "", changeId: id, pair };
}

/** Every page of the console by its address, with something on it to see. */
export function consolePages({ orderId, customerId, changeId, pair }: PageWorld): string[] {
  return [
    "/overview",
    "/orders",
    `/orders?order=${orderId}`,
    `/orders/${orderId}`,
    "/orders/new",
    "/orders/import",
    `/merging?suggestion=${pair.suggestionId}`,
    "/versions",
    `/versions/${changeId}`,
    "/customers",
    `/customers/${customerId}`,
    "/alerts",
    "/alerts?tab=channels",
    "/channels",
    "/shops",
    "/jobs",
    "/audit",
    "/settings",
    "/settings/webhooks",
    "/no-such-page",
  ];
}
