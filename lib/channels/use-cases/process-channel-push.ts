import { reader, withTransaction } from "@/db/transaction";
import type { Settlement } from "@/lib/inbox/core/push";
import { claimPush } from "@/lib/inbox/use-cases/claim-push";
import { settlePush } from "@/lib/inbox/use-cases/settle-push";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { findOptionalKnownShop } from "../store/shop-access";
import { applyMappedOrders } from "./apply-mapped-orders";
import { applyOrderFacts } from "./apply-order-facts";
import { loadPushedOrder } from "./load-pushed-order";

export type PushEnd = "process" | "park" | "refuse" | "already_settled";

/**
 * Works off one kept push: what changed → its detail → the order, its parcels and facts. Throws only where a
 * retry can help; everything else ends processed, parked (naming what it waits for) or dead (with the reason).
 * Idempotent: the ingest commits on its own, and a crash before the settlement repeats it without effect.
 */
export async function processChannelPush(ctx: Ctx, input: { inboxId: string }): Promise<PushEnd> {
  requirePermission(ctx, "orders.ingest");
  const push = await claimPush(ctx, input);
  if (!push) return "already_settled";
  const shop = await findOptionalKnownShop(reader(), { id: push.scope });
  if (!shop) return settle(ctx, input.inboxId, { action: "refuse", reason: "The shop of this push no longer exists." });
  const pushed = await loadPushedOrder(ctx, { push, shop });
  if (pushed.kind === "settled") return settle(ctx, push.id, pushed.settlement);
  if (pushed.kind === "facts") {
    const { meaning } = pushed;
    return withTransaction(async (tx) => {
      const settlement = await applyOrderFacts(tx, ctx, { shopId: shop.id, attempts: push.attempts, meaning });
      await settlePush(tx, ctx, { inboxId: push.id, settlement });
      return settlement.action;
    });
  }
  const [applied] = await applyMappedOrders(ctx, {
    shopId: shop.id,
    orders: [pushed.mapped],
    settle: (tx) => settlePush(tx, ctx, { inboxId: push.id, settlement: { action: "process" } }),
  });
  if (applied?.outcome === "rejected") return settle(ctx, push.id, { action: "refuse", reason: applied.reason });
  return "process";
}

async function settle(ctx: Ctx, inboxId: string, settlement: Settlement): Promise<PushEnd> {
  await withTransaction((tx) => settlePush(tx, ctx, { inboxId, settlement }));
  return settlement.action;
}
