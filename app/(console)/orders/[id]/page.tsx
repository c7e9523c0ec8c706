import { notFound } from "next/navigation";
import { getActorCtx, requireSession } from "@/app/session";
import { WriteBackLedger } from "@/components/channels/write-back-ledger";
import { ParcelList } from "@/components/couriers/parcel-list";
import { OrderPage } from "@/components/orders/order-page";
import { OrderChangePanel } from "@/components/versions/order-change-panel";
import { RestoreButton } from "@/components/versions/restore-button";
import { listWriteBacks } from "@/lib/channels/use-cases/list-write-backs";
import { listOrderParcels } from "@/lib/couriers/use-cases/list-order-parcels";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import { getOrder } from "@/lib/orders/use-cases/get-order";
import { getOrderBall } from "@/lib/orders/use-cases/get-order-ball";
import { getOrderTimeline } from "@/lib/orders/use-cases/get-order-timeline";
import { listCustomerOrders } from "@/lib/orders/use-cases/list-customer-orders";
import { listOrderVersions } from "@/lib/orders/use-cases/list-order-versions";
import { roleHolds } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import { listChangeRequests } from "@/lib/versions/use-cases/list-change-requests";
import { previewChangeAction, requestChangeAction, restoreVersionAction } from "../../versions/actions";
import { placeHoldAction, releaseHoldAction, revealReceiverAction } from "../actions";
import { dropWriteBackAction, retryWriteBackAction } from "../write-back-actions";
import { orderGroupPanel } from "./order-group-panel";

const WEEK_MS = 7 * 86_400_000;

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<{ as_of?: string | string[] }> };

export default async function Page({ params, searchParams }: PageProps) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const { id } = await params;
  const { as_of } = await searchParams;
  const order = await orderOr404(ctx, { id, as_of: typeof as_of === "string" ? as_of : undefined });
  const [{ events }, ball, { versions }, { parcels }, { write_backs: told }, week, { change_requests: changes }] = await Promise.all([
    getOrderTimeline(ctx, { id }),
    getOrderBall(ctx, { id }),
    listOrderVersions(ctx, { order_id: id }),
    listOrderParcels(ctx, { order_id: id }),
    listWriteBacks(ctx, { order_id: id }),
    weekOf(ctx, order),
    listChangeRequests(ctx, { order_id: id, state: "all" }),
  ]);
  const editing = changes.find((change) => change.state === "pending")?.requested_by ?? null;
  const restore = { order, editing, allowed: roleHolds(user.role, "versions.restore"), restore: restoreVersionAction };
  return (
    <OrderPage
      order={order}
      events={events}
      ball={ball}
      versions={versions}
      week={week}
      rights={{
        reveal: roleHolds(user.role, "orders.reveal"),
        hold: roleHolds(user.role, "orders.hold"),
        restore: roleHolds(user.role, "versions.restore"),
      }}
      actions={{ reveal: revealReceiverAction, placeHold: placeHoldAction, releaseHold: releaseHoldAction }}
      parcels={
        <>
          <ParcelList parcels={parcels} />
          <WriteBackLedger
            writeBacks={told}
            lines={order.lines.map((line) => ({ id: line.external_line_id, title: `${line.title || line.sku} ×${line.quantity}` }))}
            allowed={roleHolds(user.role, "sync.write_back")}
            actions={{ retry: retryWriteBackAction, drop: dropWriteBackAction }}
          />
        </>
      }
      groupPanel={await orderGroupPanel(ctx, { orderId: id, groupId: order.shipment_group_id, role: user.role })}
      changePanel={
        <OrderChangePanel
          order={order}
          changes={changes}
          allowed={roleHolds(user.role, "versions.request")}
          actions={{ preview: previewChangeAction, request: requestChangeAction }}
        />
      }
      restoreSlots={Object.fromEntries(versions.map(({ version }) => [version, <RestoreButton key={version} {...restore} version={version} />]))}
    />
  );
}

async function orderOr404(ctx: Ctx, input: { id: string; as_of?: string }): Promise<OrderDetailView> {
  try {
    return await getOrder(ctx, input);
  } catch (error) {
    if (isCodedError(error) && (error.kind === "not_found" || error.kind === "invalid")) notFound();
    throw error;
  }
}

async function weekOf(ctx: Ctx, order: OrderDetailView) {
  if (order.customer_id === null) return [];
  const since = new Date(ctx.clock.now().getTime() - WEEK_MS);
  return (await listCustomerOrders(ctx, { customer_id: order.customer_id, since })).orders;
}
