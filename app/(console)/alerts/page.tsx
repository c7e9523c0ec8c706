import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import type { AlertFilters } from "@/components/alerts/alert-filters";
import { AlertsPage } from "@/components/alerts/alerts-page";
import { ALERT_RULES, type AlertRule } from "@/lib/alerts/core/alert-rule";
import { listAlerts } from "@/lib/alerts/use-cases/list-alerts";
import { listNotificationChannels } from "@/lib/alerts/use-cases/notification-channels";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { roleHolds } from "@/lib/security/core/permissions";
import { addChannelAction, decideAlertAction, removeChannelAction, testChannelAction } from "./actions";

type Search = Record<string, string | string[] | undefined>;

const PAGE = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("alerts"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const [search, { shops }] = await Promise.all([searchParams, listShops(ctx)]);
  const filters: AlertFilters = {
    status: search.tab === "resolved" ? "resolved" : "active",
    // A kind or a shop nobody knows is no filter at all, rather than a page that fails.
    rule: (Object.keys(ALERT_RULES) as AlertRule[]).find((known) => known === search.rule) ?? null,
    shop: shops.find(({ code }) => code === search.shop)?.code ?? null,
  };
  const rights = { decide: roleHolds(user.role, "alerts.decide"), manage: roleHolds(user.role, "alerts.manage") };
  const [page, { channels }] = await Promise.all([
    listAlerts(ctx, { status: filters.status, rule: filters.rule ?? undefined, shop: filters.shop ?? undefined, limit: PAGE }),
    rights.manage ? listNotificationChannels(ctx) : { channels: [] },
  ]);
  return (
    <AlertsPage
      first={{ filters, page, channels }}
      shops={shops.map(({ id, code, name }) => ({ id, code, name }))}
      me={user.name}
      rights={rights}
      actions={{ decide: decideAlertAction, addChannel: addChannelAction, testChannel: testChannelAction, removeChannel: removeChannelAction }}
    />
  );
}
