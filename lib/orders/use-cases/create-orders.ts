import type { Tx } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { countCustomerOrders } from "@/lib/customers/use-cases/count-customer-orders";
import { identifyCustomers } from "@/lib/customers/use-cases/identify-customers";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { foldColumns } from "@/lib/orders/core/fold-columns";
import { contentFromIncoming } from "@/lib/orders/core/incoming-content";
import type { IncomingOrder } from "@/lib/orders/core/incoming-order";
import { foldLifecycle } from "@/lib/orders/core/lifecycle";
import { amountsAddUp, type OrderContent } from "@/lib/orders/core/order-content";
import { platformFacts } from "@/lib/orders/core/platform-facts";
import type { VersionOrigin } from "@/lib/orders/core/snapshot";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { normalisePhone } from "@/lib/shared/normalise-phone";
import { insertEvents } from "../store/event-store";
import { contentColumns, type NewOrderRow } from "../store/order-columns";
import { insertNewOrders, lockOrders, saveOrderLines } from "../store/order-store";
import { insertVersions } from "../store/version-store";
import { type IncomingRow, sourceIndexOf } from "./incoming-row";
import { refoldOrders } from "./refold-orders";
import { checkAmounts } from "./write-order-versions";

type Draft = { incoming: IncomingRow; content: OrderContent; row: NewOrderRow & { id: string }; refused: boolean };

/**
 * Step: inserts new orders with everything they stand on. Returns batch index → order id of those really inserted;
 * one that somebody else inserted meanwhile is missing and becomes an update.
 */
export async function createOrders(
  tx: Tx,
  ctx: Ctx,
  input: { rows: IncomingRow[]; origin: Extract<VersionOrigin, "platform" | "import" | "manual"> },
): Promise<Map<number, string>> {
  if (input.rows.length === 0) return new Map();
  const customerIds = await identifyCustomers(
    tx,
    ctx,
    input.rows.map(({ order, shop }) => buyerFacts(order, shop.platform)),
  );
  const drafts = input.rows.map((incoming, position) => draftOf(ctx, incoming, customerIds[position] ?? null));
  const inserted = await insertNewOrders(
    tx,
    drafts.map((draft) => draft.row),
  );
  const made = drafts.filter((draft) => inserted.has(draft.row.id));
  await writeBirth(tx, ctx, made, input.origin);
  const odd = made.filter((draft) => draft.refused || !amountsAddUp(draft.content)).map((draft) => draft.row.id);
  await refoldOrders(tx, ctx, await lockOrders(tx, odd));
  return new Map(made.map((draft) => [draft.incoming.index, draft.row.id]));
}

async function writeBirth(tx: Tx, ctx: Ctx, made: Draft[], origin: VersionOrigin): Promise<void> {
  if (made.length === 0) return;
  const at = ctx.clock.now();
  const actorName = actorLabel(ctx.actor);
  await saveOrderLines(
    tx,
    made.map(({ row, content }) => ({ orderId: row.id, lines: content.lines })),
  );
  await insertEvents(
    tx,
    made.flatMap((draft) => birthEvents(draft, { origin, actorName, at })),
  );
  await insertVersions(
    tx,
    made.map(({ row, content }) => ({
      orderId: row.id,
      version: 1,
      status: row.status,
      content,
      origin,
      actorName,
      reason: "",
      createdAt: at,
    })),
  );
  await checkAmounts(
    tx,
    ctx,
    made.map(({ row, content }) => ({ orderId: row.id, shopId: row.shopId, content })),
  );
  await appendAudit(
    tx,
    ctx,
    made.map(({ row }) => ({
      action: "orders.ingest_create",
      entityType: "order",
      entityId: row.id,
      orderIds: [row.id],
      after: { external_id: row.externalId, status: row.status, origin },
    })),
  );
  await emitEvents(
    tx,
    ctx,
    made.map(({ row }) => ({ type: "order.created" as const, payload: { order_id: row.id, shop_id: row.shopId } })),
  );
  await countCustomerOrders(
    tx,
    made.flatMap(({ row }) =>
      row.customerId
        ? [
            {
              customerId: row.customerId,
              placedAt: row.placedAt,
              nameMasked: row.receiverNameMasked,
              phoneMasked: row.receiverPhoneMasked,
            },
          ]
        : [],
    ),
  );
}

function draftOf(ctx: Ctx, incoming: IncomingRow, customerId: string | null): Draft {
  const { order, shop } = incoming;
  const id = newId();
  const content = contentFromIncoming(order);
  const columns = contentColumns({ orderId: id, shopId: shop.id, platform: shop.platform, content });
  const placedAt = new Date(order.placed_at);
  const fold = foldLifecycle(platformFacts(order));
  const row = {
    ...columns,
    ...foldColumns({ fold, placedAt, shipAfter: columns.shipAfter, bufferMinutes: shop.settings.buffer_minutes }),
    id,
    shopId: shop.id,
    platform: shop.platform,
    externalId: order.external_id,
    placedAt,
    modifiedAt: new Date(order.modified_at),
    customerId,
    buyer: sealJson(`orders.buyer:${id}`, order.buyer),
    sourceIndex: sourceIndexOf(order),
    createdAt: ctx.clock.now(),
    updatedAt: ctx.clock.now(),
  };
  return { incoming, content, row, refused: fold.refused.length > 0 };
}

function birthEvents({ incoming, row }: Draft, how: { origin: VersionOrigin; actorName: string; at: Date }) {
  const facts = platformFacts(incoming.order).map((fact) => ({
    ...fact,
    orderId: row.id,
    actorName: "",
    data: {},
    recordedAt: how.at,
  }));
  const origin = {
    orderId: row.id,
    type: "imported" as const,
    occurredAt: how.at,
    source: "system" as const,
    sourceEventId: "ingest:created",
    actorName: how.actorName,
    data: { origin: how.origin },
    recordedAt: how.at,
  };
  return [...facts, origin];
}

function buyerFacts(order: IncomingOrder, platform: string) {
  const { buyer, receiver } = order;
  return {
    platform,
    phone: normalisePhone(receiver.phone),
    openid: buyer.openid,
    unionid: buyer.unionid,
    device: buyer.device,
    platformBuyerId: buyer.platform_buyer_id,
  };
}
