import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { awaitingItems } from "@/components/overview/awaiting-item";
import { OverviewPage } from "@/components/overview/overview-page";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { listMergeSuggestions } from "@/lib/merging/use-cases/list-merge-suggestions";
import { listOrders } from "@/lib/orders/use-cases/list-orders";
import { orderStatistics } from "@/lib/orders/use-cases/order-statistics";
import { listChangeRequests } from "@/lib/versions/use-cases/list-change-requests";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Search }) {
  await requireSession();
  const ctx = await getActorCtx();
  const [{ shops }, { shop: asked }] = await Promise.all([listShops(ctx), searchParams]);
  // A shop nobody knows is no filter at all, rather than a page that fails.
  const shop = shops.find(({ code }) => code === asked)?.code;
  const [statistics, merges, changes, troubled] = await Promise.all([
    orderStatistics(ctx, { shop }),
    listMergeSuggestions(ctx, { shop, limit: 12 }),
    listChangeRequests(ctx, { limit: 12 }),
    listOrders(ctx, { shop, exceptions: "true", status: "paid,ready_to_ship,partially_shipped", limit: 12 }),
  ]);
  const awaiting = awaitingItems({ merges: merges.merge_suggestions, changes: changes.change_requests, orders: troubled.orders });
  return <OverviewPage first={{ shop: shop ?? null, statistics, awaiting }} shops={shops.map(({ code, name }) => ({ code, name }))} />;
}
