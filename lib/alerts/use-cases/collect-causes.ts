import type { Executor } from "@/db/transaction";
import { listCoverageGaps } from "@/lib/channels/use-cases/list-coverage-gaps";
import { listShopTroubles } from "@/lib/channels/use-cases/list-shop-troubles";
import { listStoppedWriteBacks } from "@/lib/channels/use-cases/list-stopped-write-backs";
import { listDisabledEndpoints } from "@/lib/events/use-cases/list-disabled-endpoints";
import { listDeadPushes } from "@/lib/inbox/use-cases/list-dead-pushes";
import { listStuckOrders } from "@/lib/orders/use-cases/list-stuck-orders";
import type { AlertCause } from "../core/alert-cause";

/** Step: everything that deserves a person's look at `now`, from the facts as they stand. */
export async function collectCauses(executor: Executor, input: { now: Date }): Promise<AlertCause[]> {
  const [stuck, gaps, dead, stopped, shops, endpoints] = await Promise.all([
    listStuckOrders(executor),
    listCoverageGaps(executor, input),
    listDeadPushes(executor),
    listStoppedWriteBacks(executor, input),
    listShopTroubles(executor, input),
    listDisabledEndpoints(executor),
  ]);
  const nameOf = new Map(shops.names);
  return [
    ...stuck.map(
      (order): AlertCause => ({
        rule: "order_stuck",
        subject: order.orderId,
        shopId: order.shopId,
        orderId: order.orderId,
        detail: { shop: nameOf.get(order.shopId) ?? null, order: order.externalId, stage: order.status, since: order.since.toISOString() },
      }),
    ),
    ...gaps.map(
      (gap): AlertCause => ({
        rule: "coverage_gap",
        subject: `${gap.shopId}:${gap.from.toISOString()}`,
        shopId: gap.shopId,
        orderId: null,
        detail: { shop: gap.shopName, from: gap.from.toISOString(), to: gap.to.toISOString() },
      }),
    ),
    ...dead.map(
      (push): AlertCause => ({
        rule: "dead_letter",
        subject: push.id,
        shopId: push.shopId,
        orderId: null,
        detail: { shop: (push.shopId ? nameOf.get(push.shopId) : null) ?? null, topic: push.topic, reason: push.reason },
      }),
    ),
    ...endpoints.map(
      ({ id, url, since }): AlertCause => ({
        rule: "webhook_disabled",
        subject: id,
        shopId: null,
        orderId: null,
        detail: { url, since: since?.toISOString() ?? null },
      }),
    ),
    ...stopped.map(
      ({ id, shopId, orderId, externalId, what, reason }): AlertCause => ({
        rule: "write_back_stopped",
        subject: id,
        shopId,
        orderId,
        detail: { shop: nameOf.get(shopId) ?? null, order: externalId, what, reason },
      }),
    ),
    ...shops.troubles.map(
      ({ rule, shopId, since, reason }): AlertCause => ({
        rule,
        subject: shopId,
        shopId,
        orderId: null,
        detail: { shop: nameOf.get(shopId) ?? null, since: since?.toISOString() ?? null, reason },
      }),
    ),
  ];
}
