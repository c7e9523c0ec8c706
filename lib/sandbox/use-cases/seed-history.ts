import { withTransaction } from "@/db/transaction";
import { adapterFor } from "@/lib/channels/adapters/adapter-for";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import type { Ctx } from "@/lib/shared/context";
import { demoShop } from "../core/demo-shops";
import { historySpecs } from "../core/history";
import { historyFacts } from "../core/history-facts";
import { HISTORY_PLAN } from "../core/history-plan";
import { hasOpenRoute, type MarketOrder, marketOrder } from "../core/market-order";
import { detailOf } from "../payloads/detail-of";
import { genericOrderOf } from "../payloads/generic-detail";
import { ensureDemoShops } from "./ensure-demo-shops";

const BATCH = 500;

/**
 * The demo's last eight days, through the real ingest: the same orders for the same installation, so that running it
 * again changes nothing. Returns how many orders were new.
 */
export async function seedHistory(
  ctx: Ctx,
  input: { onProgress: (done: number, total: number) => void; count?: number },
): Promise<{ created: number }> {
  const shops = await ensureDemoShops(ctx);
  const anchor = Math.min(...shops.map((shop) => Date.parse(shop.created_at)));
  const specs = historySpecs({ anchor, ...HISTORY_PLAN, count: input.count ?? HISTORY_PLAN.count });
  let created = 0;
  for (let start = 0; start < specs.length; start += BATCH) {
    const batch = specs.slice(start, start + BATCH).map(marketOrder);
    const fresh = await seedBatch(ctx, batch, anchor);
    created += fresh;
    input.onProgress(Math.min(start + BATCH, specs.length), specs.length);
    // History is seeded oldest first: a first batch that is all known means that it has been done.
    if (start === 0 && fresh === 0 && (await isKnown(ctx, specs.slice(-1).map(marketOrder), anchor))) break;
  }
  return { created };
}

async function isKnown(ctx: Ctx, orders: MarketOrder[], anchor: number): Promise<boolean> {
  return (await seedBatch(ctx, orders, anchor)) === 0;
}

async function seedBatch(ctx: Ctx, batch: MarketOrder[], anchor: number): Promise<number> {
  const told = batch.flatMap((order) => canonical(order, anchor).map((incoming) => ({ order, incoming })));
  if (told.length === 0) return 0;
  const { results } = await ingestOrders(ctx, { orders: told.map(({ incoming }) => incoming), origin: "platform" });
  const fresh = results.flatMap((result, index) => {
    const order = told[index]?.order;
    return result.outcome === "created" && result.order_id && order ? [{ orderId: result.order_id, order }] : [];
  });
  await withTransaction(async (tx) => {
    const entries = fresh.flatMap(({ orderId, order }) => historyFacts(order, anchor).map((fact) => ({ ...fact, orderId })));
    if (entries.length > 0) await appendOrderEvents(tx, ctx, entries);
  });
  await linkOpenParcels(ctx, fresh, anchor);
  return fresh.length;
}

/** Parcels still on their way are known, so that the courier's pushes find them. */
async function linkOpenParcels(ctx: Ctx, fresh: { orderId: string; order: MarketOrder }[], anchor: number): Promise<void> {
  const open = fresh.filter(({ order }) => hasOpenRoute(order, anchor));
  await withTransaction(async (tx) => {
    for (const { orderId, order } of open) {
      const shippedAt = new Date(order.life.shippedAt ?? anchor);
      await linkParcels(tx, ctx, {
        orderId,
        parcels: [{ carrier: order.carrier.code, trackingNumber: order.trackingNumber, shippedAt }],
      });
    }
  });
}

/** As its platform tells it; what a platform does not tell (a mini-program's goods) comes from the shop's own system. */
function canonical(order: MarketOrder, at: number): IncomingOrderInput[] {
  const { platform } = demoShop(order.shop);
  if (platform === "generic" || platform === "wechat_pay") {
    const { parcels: _linkedApart, ...rest } = genericOrderOf(order, at);
    return [rest];
  }
  const detail = detailOf(order, at);
  if (!detail) return [];
  const mapping = adapterFor(platform).toIncoming({ detail, shopCode: order.shop });
  if (!mapping.ok) throw new Error(`The sandbox made a detail of ${platform} that cannot be read: ${mapping.reason}`);
  return [mapping.mapped.order];
}
