import { reader } from "@/db/transaction";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { listOrderPage } from "../store/list-store";
import { orderRowViewOf } from "../store/order-view-of";

/** A customer's orders since an instant, newest first, at most `limit`. */
export async function listCustomerOrders(ctx: Ctx, input: { customer_id: string; since: Date; limit?: number }): Promise<{ orders: OrderRowView[] }> {
  requirePermission(ctx, "orders.read");
  const rows = await listOrderPage(reader(), { customerId: input.customer_id, from: input.since }, input.limit ?? 100);
  return { orders: rows.map(orderRowViewOf) };
}
