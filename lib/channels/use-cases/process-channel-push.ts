import { reader, type Tx, withTransaction } from "@/db/transaction";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import type { Settlement } from "@/lib/inbox/core/push";
import { claimPush } from "@/lib/inbox/use-cases/claim-push";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import { settlePush } from "@/lib/inbox/use-cases/settle-push";
import type { IngestResult } from "@/lib/orders/core/incoming-order";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { MappedOrder } from "../core/channel-adapter";
import { waitsForOrder } from "../core/parked-for";
import { findOptionalKnownShop, type KnownShop } from "../store/shop-access";
import { touchLastOrder } from "../store/shop-store";
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
  const { results } = await ingestOrders(ctx, { orders: [pushed.mapped.order], origin: "platform" });
  const result = results[0];
  if (!result?.order_id) return settle(ctx, push.id, { action: "refuse", reason: rejection(result) });
  const orderId = result.order_id;
  await withTransaction(async (tx) => {
    await applyRest(tx, ctx, { orderId, shop, mapped: pushed.mapped });
    await settlePush(tx, ctx, { inboxId: push.id, settlement: { action: "process" } });
  });
  return "process";
}

async function applyRest(tx: Tx, ctx: Ctx, input: { orderId: string; shop: KnownShop; mapped: MappedOrder }): Promise<void> {
  const { orderId, shop, mapped } = input;
  if (mapped.parcels.length > 0) await linkParcels(tx, ctx, { orderId, parcels: mapped.parcels });
  if (mapped.facts.length > 0) {
    await appendOrderEvents(
      tx,
      ctx,
      mapped.facts.map((fact) => ({ ...fact, orderId, source: "platform" as const })),
    );
  }
  await releaseParked(tx, ctx, { waitsFor: [waitsForOrder(shop.id, mapped.order.external_id)] });
  await touchLastOrder(tx, shop.id, ctx.clock.now());
}

async function settle(ctx: Ctx, inboxId: string, settlement: Settlement): Promise<PushEnd> {
  await withTransaction((tx) => settlePush(tx, ctx, { inboxId, settlement }));
  return settlement.action;
}

/** The path and the sentence, without the value that came: it may be a name or an address. */
function rejection(result: IngestResult | undefined): string {
  const errors = result?.errors.map(({ path, message }) => `${path}: ${message.replace(/ \(got .*\)$/s, "")}`).join("; ");
  return `The order was refused: ${errors || "no reason given"}`;
}
