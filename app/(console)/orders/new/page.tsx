import { getActorCtx, requireSession } from "@/app/session";
import { NewOrderForm } from "@/components/orders/new-order-form";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { roleHolds } from "@/lib/security/core/permissions";
import { createOrderAction } from "../actions";

export default async function Page() {
  const user = await requireSession();
  const { shops } = await listShops(await getActorCtx());
  return (
    <NewOrderForm
      shops={shops.map(({ code, name }) => ({ code, name }))}
      allowed={roleHolds(user.role, "orders.create")}
      create={createOrderAction}
    />
  );
}
