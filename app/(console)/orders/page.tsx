import { getActorCtx, requireSession } from "@/app/session";
import { ORDER_FILTER_PARSERS, type OrderFilterKey, type OrderFilters } from "@/components/orders/order-filters";
import { OrdersPage } from "@/components/orders/orders-page";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import type { OrderPageView } from "@/lib/orders/core/order-view";
import { orderFilterSchema } from "@/lib/orders/core/order-view";
import { listOrders } from "@/lib/orders/use-cases/list-orders";
import { roleHolds } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import { placeHoldAction, releaseHoldAction, revealReceiverAction } from "./actions";

/** As many as the list asks for at once afterwards. */
const FIRST_PAGE = 100;

type Search = Record<string, string | string[] | undefined>;

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const filters = filtersOf(await searchParams);
  const [{ shops }, page] = await Promise.all([listShops(ctx), firstPage(ctx, filters)]);
  return (
    <OrdersPage
      first={page && { filters, page }}
      shops={shops.map(({ code, name }) => ({ code, name }))}
      rights={{
        reveal: roleHolds(user.role, "orders.reveal"),
        hold: roleHolds(user.role, "orders.hold"),
        restore: roleHolds(user.role, "versions.restore"),
        create: roleHolds(user.role, "orders.create"),
      }}
      actions={{ reveal: revealReceiverAction, placeHold: placeHoldAction, releaseHold: releaseHoldAction }}
    />
  );
}

function filtersOf(search: Search): OrderFilters {
  const keys = Object.keys(ORDER_FILTER_PARSERS) as OrderFilterKey[];
  const entries = keys.map((key) => [key, typeof search[key] === "string" && search[key] !== "" ? search[key] : null]);
  return Object.fromEntries(entries) as OrderFilters;
}

/** A URL with a filter nobody offers leaves the page to say so, not to fail. */
async function firstPage(ctx: Ctx, filters: OrderFilters): Promise<OrderPageView | null> {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null));
  const input = { ...given, limit: FIRST_PAGE };
  if (!orderFilterSchema.safeParse(input).success) return null;
  try {
    return await listOrders(ctx, input);
  } catch (error) {
    if (isCodedError(error) && error.kind === "invalid") return null;
    throw error;
  }
}
