import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { CoveragePage } from "@/components/channels/coverage-page";
import { COVERAGE_RANGES, DEFAULT_RANGE, RANGE_MS } from "@/components/channels/coverage-range";
import { listCoverage } from "@/lib/channels/use-cases/list-coverage";
import { listReconciliations } from "@/lib/channels/use-cases/list-reconciliations";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { roleHolds } from "@/lib/security/core/permissions";
import { abandonPullsAction, retryPullsAction, startBackfillAction, startReconciliationAction } from "./actions";

type Search = Promise<Record<string, string | string[] | undefined>>;

const RECENT = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("channels.coverage"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Search }) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const [{ shops }, asked] = await Promise.all([listShops(ctx), searchParams]);
  const shop = shops.find(({ code }) => code === asked.shop)?.code;
  const range = COVERAGE_RANGES.find((known) => known === asked.range) ?? DEFAULT_RANGE;
  const from = new Date(ctx.clock.now().getTime() - RANGE_MS[range]).toISOString();
  const [coverage, { reconciliations }] = await Promise.all([listCoverage(ctx, { from, shop }), listReconciliations(ctx, { limit: RECENT })]);
  return (
    <CoveragePage
      first={{ range, shop: shop ?? null, coverage, reconciliations }}
      shops={shops.map(({ code, name }) => ({ code, name }))}
      allowed={{ backfill: roleHolds(user.role, "sync.backfill"), reconcile: roleHolds(user.role, "sync.reconcile") }}
      actions={{ backfill: startBackfillAction, retry: retryPullsAction, abandon: abandonPullsAction, reconcile: startReconciliationAction }}
    />
  );
}
