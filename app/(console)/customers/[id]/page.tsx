import { notFound } from "next/navigation";
import { getActorCtx, requireSession } from "@/app/session";
import { CustomerPage } from "@/components/customers/customer-page";
import { OrderRows } from "@/components/orders/order-rows";
import type { CustomerDetailView } from "@/lib/customers/core/customer-view";
import { getCustomer } from "@/lib/customers/use-cases/get-customer";
import { listCustomerOrders } from "@/lib/orders/use-cases/list-customer-orders";
import { roleHolds } from "@/lib/security/core/permissions";
import { startOfShanghaiDay } from "@/lib/shared/clock";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";

const DAY_MS = 86_400_000;

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireSession();
  if (!roleHolds(user.role, "customers.read")) notFound();
  const ctx = await getActorCtx();
  const customer = await customerOr404(ctx, (await params).id);
  const now = ctx.clock.now();
  const since = new Date(startOfShanghaiDay(now).getTime() - 6 * DAY_MS);
  const { orders } = await listCustomerOrders(ctx, { customer_id: customer.id, since });
  return <CustomerPage customer={customer} orders={orders} at={now.toISOString()} ordersSlot={<OrderRows orders={orders} />} />;
}

async function customerOr404(ctx: Ctx, id: string): Promise<CustomerDetailView> {
  try {
    return await getCustomer(ctx, { id });
  } catch (error) {
    if (isCodedError(error) && error.kind === "not_found") notFound();
    throw error;
  }
}
