import { type Tx, withTransaction } from "@/db/transaction";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import type { IngestOutcome, IngestResult } from "@/lib/orders/core/incoming-order";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { MappedOrder } from "../core/channel-adapter";
import { waitsForOrder } from "../core/parked-for";
import { touchLastOrder } from "../store/shop-store";
import { splitParentFacts } from "./split-parent-facts";
import { withMappedSkus } from "./with-mapped-skus";

type Taking = Exclude<IngestOutcome, "rejected">;

/** What became of each order, in the order they were given. `reason` quotes no personal data. */
export type AppliedOrder = { orderId: string; outcome: Taking } | { orderId: null; outcome: "rejected"; reason: string };

type Taken = { mapped: MappedOrder; orderId: string };

/**
 * Orders as a platform tells them, by push, pull or comparison: the one way in. The ingest commits first, then parcels,
 * facts and whatever waited for these orders; a crash between the two is healed by doing it again. `settle` joins the
 * transaction of the last order taken.
 */
export async function applyMappedOrders(
  ctx: Ctx,
  input: { shopId: string; orders: readonly MappedOrder[]; settle?: (tx: Tx) => Promise<unknown> },
): Promise<AppliedOrder[]> {
  requirePermission(ctx, "orders.ingest");
  const { shopId, orders, settle } = input;
  if (orders.length === 0) return [];
  const named = await withMappedSkus(
    shopId,
    orders.map(({ order }) => order),
  );
  const { results } = await ingestOrders(ctx, { orders: named, origin: "platform" });
  const applied = orders.map((_, index) => toApplied(results[index]));
  const taken = orders.flatMap((mapped, index) => {
    const orderId = applied[index]?.orderId;
    return orderId ? [{ mapped, orderId }] : [];
  });
  const rounds = roundsOf(taken);
  for (const [index, round] of rounds.entries()) {
    await withTransaction(async (tx) => {
      await applyRest(tx, ctx, { shopId, taken: round });
      if (index === rounds.length - 1) await settle?.(tx);
    });
  }
  return applied;
}

/** Parcels are locked before their orders: an order with parcels goes alone, or two batches could wait for each other. */
function roundsOf(taken: Taken[]): Taken[][] {
  const plain = taken.filter(({ mapped }) => mapped.parcels.length === 0);
  const shipped = taken.filter(({ mapped }) => mapped.parcels.length > 0).map((one) => [one]);
  return plain.length > 0 ? [plain, ...shipped] : shipped;
}

async function applyRest(tx: Tx, ctx: Ctx, input: { shopId: string; taken: Taken[] }): Promise<void> {
  const { shopId, taken } = input;
  for (const { mapped, orderId } of taken) {
    if (mapped.parcels.length > 0) await linkParcels(tx, ctx, { orderId, parcels: mapped.parcels });
  }
  const own = taken.flatMap(({ mapped, orderId }) => mapped.facts.map((fact) => ({ ...fact, orderId, source: "platform" as const })));
  const facts = [...own, ...(await splitParentFacts(tx, { shopId, orders: taken.map(({ mapped }) => mapped) }))];
  if (facts.length > 0) await appendOrderEvents(tx, ctx, facts);
  await releaseParked(tx, ctx, { waitsFor: [...new Set(taken.map(({ mapped }) => waitsForOrder(shopId, mapped.order.external_id)))] });
  await touchLastOrder(tx, shopId, ctx.clock.now());
}

function toApplied(result: IngestResult | undefined): AppliedOrder {
  if (result?.order_id && result.outcome !== "rejected") return { orderId: result.order_id, outcome: result.outcome };
  return { orderId: null, outcome: "rejected", reason: rejection(result) };
}

/** The path and the sentence, without the value that came: it may be a name or an address. */
function rejection(result: IngestResult | undefined): string {
  const errors = result?.errors.map(({ path, message }) => `${path}: ${message.replace(/ \(got .*\)$/s, "")}`).join("; ");
  return `The order was refused: ${errors || "no reason given"}`;
}
