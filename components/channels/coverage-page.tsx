"use client";

import { Alert, Button, Group, SegmentedControl, Select, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { CoverageView, ShopCoverage } from "@/lib/channels/core/coverage-view";
import type { ReconciliationView } from "@/lib/channels/core/reconciliation-view";
import type { AskedStretch } from "./asked-stretch";
import { BackfillDialog } from "./backfill-dialog";
import classes from "./coverage.module.css";
import { useCoverage } from "./coverage.query";
import { CoverageLegend } from "./coverage-legend";
import { CoverageMap } from "./coverage-map";
import { COVERAGE_RANGES, type CoverageRange, DEFAULT_RANGE } from "./coverage-range";
import { DataAge } from "./data-age";
import { ReconciliationsPanel } from "./reconciliations-panel";
import type { SyncActions, SyncAllowed } from "./sync-actions";

type PageProps = {
  first: { range: CoverageRange; shop: string | null; coverage: CoverageView; reconciliations: ReconciliationView[] };
  shops: { code: string; name: string }[];
  allowed: SyncAllowed;
  actions: SyncActions;
};

/** Which of each shop's time was pulled, and what to do about the rest. Range and shop are in the URL. */
export function CoveragePage({ first, shops, allowed, actions }: PageProps) {
  const t = useTranslations("channels.coverage");
  const [range, setRange] = useQueryState("range", parseAsStringLiteral(COVERAGE_RANGES).withDefault(DEFAULT_RANGE));
  const [shop, setShop] = useQueryState("shop", parseAsString.withOptions({ history: "replace" }));
  const [stretch, setStretch] = useState<AskedStretch | null>(null);
  const coverage = useCoverage({ range, shop, first });
  const reconcile = useReconcile(actions.reconcile);
  const view = coverage.data ?? null;
  return (
    <Stack gap="sm" p="sm" px="md">
      <Group justify="space-between" gap="xs">
        <Title order={1}>{t("title")}</Title>
        <Group gap="sm">
          <DataAge at={view?.at ?? null} failed={coverage.isError} />
          <SegmentedControl
            size="xs"
            aria-label={t("range")}
            value={range}
            onChange={(value) => void setRange(COVERAGE_RANGES.find((known) => known === value) ?? DEFAULT_RANGE)}
            data={COVERAGE_RANGES.map((value) => ({ value, label: t(`ranges.${value}`) }))}
          />
          <Select
            size="xs"
            w={190}
            aria-label={t("shop")}
            placeholder={t("all_shops")}
            data={shops.map(({ code, name }) => ({ value: code, label: name }))}
            value={shop}
            onChange={(value) => void setShop(value)}
            clearable
            clearButtonProps={{ "aria-label": t("all_shops") }}
            searchable
          />
        </Group>
      </Group>
      <CoverageLegend hint={allowed.backfill ? t("drag_hint") : t("read_hint")} />
      {view === null && coverage.isError ? (
        <Failed retry={() => void coverage.refetch()} />
      ) : (
        <CoverageMap view={view} range={range} allowed={allowed} onAsk={setStretch} onReconcile={(one) => view && void reconcile(one, view)} />
      )}
      <ReconciliationsPanel first={first.reconciliations} />
      <BackfillDialog
        key={stretch ? `${stretch.shop.code} ${stretch.from} ${stretch.to}` : "closed"}
        stretch={stretch}
        actions={actions}
        onClose={() => setStretch(null)}
      />
    </Stack>
  );
}

/** Starts the comparison of what the map shows; its row appears in the list below. */
function useReconcile(start: SyncActions["reconcile"]) {
  const t = useTranslations("channels.coverage");
  const refusalText = useRefusalText();
  const client = useQueryClient();
  return async (shop: ShopCoverage, view: CoverageView) => {
    const result = await start({ shop: shop.code, from: view.from, to: view.to });
    if (result.ok) notifications.show({ message: t("reconciling", { shop: shop.name }) });
    else notifications.show({ color: "red", message: refusalText(result) });
    await client.invalidateQueries({ queryKey: ["coverage", "reconciliations"] });
  };
}

function Failed({ retry }: { retry: () => void }) {
  const t = useTranslations("channels.coverage");
  return (
    <Alert color="red" title={t("failed")} className={classes.failed}>
      <Text size="sm">{t("failed_hint")}</Text>
      <Button mt="xs" size="xs" variant="default" onClick={retry}>
        {t("retry")}
      </Button>
    </Alert>
  );
}
