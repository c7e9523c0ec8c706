import { reader } from "@/db/transaction";
import { type OrderFilter, type OrderPageView, orderFilterSchema } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import type { Ctx } from "@/lib/shared/context";
import { normalisePhone } from "@/lib/shared/normalise-phone";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { countOrders, type ListQuery, listOrderPage } from "../store/list-store";
import { orderRowViewOf } from "../store/order-view-of";
import { findShopId } from "./find-shop-id";

/** Beyond this the list says "10,000+". */
const TOTAL_CAP = 10_000;

/** Orders, newest first, by keyset. Phones are found by blind index; `q` is an order number, a tracking number or a phone. */
export async function listOrders(ctx: Ctx, input: OrderFilter = {}): Promise<OrderPageView> {
  requirePermission(ctx, "orders.read");
  const filter = parseInput(orderFilterSchema, input);
  const { limit, cursor, q, phone, status, shop, from, to, ...rest } = filter;
  const query: ListQuery = {
    ...rest,
    shopId: shop ? await findShopId(reader(), shop) : undefined,
    statuses: status,
    from: from ? new Date(from) : undefined,
    to: to ? new Date(to) : undefined,
    phoneIndex: phone ? phoneIndex(phone) : undefined,
    search: q?.trim() ? { externalId: q.trim(), phoneIndex: normalisePhone(q) ? phoneIndex(q) : null } : undefined,
  };
  const before = cursor ? decodeTimeCursor(cursor) : undefined;
  const [rows, total] = await Promise.all([listOrderPage(reader(), { ...query, before }, limit + 1), countOrders(reader(), query, TOTAL_CAP)]);
  const page = rows.slice(0, limit);
  const last = page.at(-1)?.order;
  return {
    orders: page.map(orderRowViewOf),
    next_cursor: rows.length > limit && last ? encodeCursor([last.placedAt.toISOString(), last.id]) : null,
    total: Math.min(total, TOTAL_CAP),
    total_is_capped: total > TOTAL_CAP,
  };
}

/** A phone that cannot be normalised finds nothing rather than everything. */
function phoneIndex(phone: string): string {
  return blindIndexOf("phone", normalisePhone(phone) ?? `unknown:${phone}`);
}
