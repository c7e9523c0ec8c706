import { ActionIcon, Menu, Text } from "@mantine/core";
import { IconArrowsDiff, IconDots, IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { useDuration } from "@/components/orders/use-duration";
import type { CoverageView, ShopCoverage } from "@/lib/channels/core/coverage-view";
import type { AskedStretch } from "./asked-stretch";
import classes from "./coverage.module.css";
import { CoverageStrip } from "./coverage-strip";
import { ShopStateBadges } from "./shop-state-badges";
import type { SyncAllowed } from "./sync-actions";

type RowProps = {
  shop: ShopCoverage;
  view: CoverageView;
  allowed: SyncAllowed;
  onAsk: (stretch: AskedStretch) => void;
  onReconcile: (shop: ShopCoverage) => void;
};

/** One shop: what was pulled, how long ago, and how far behind it is. */
export function CoverageRow({ shop, view, allowed, onAsk, onReconcile }: RowProps) {
  const platforms = useTranslations("channels.platforms");
  const pushOnly = shop.pulls === "push_only";
  return (
    <li className={classes.row}>
      <div className={classes.shop}>
        <span className={classes.name} title={shop.name}>
          {shop.name}
        </span>
        <span className={classes.platform}>{platforms(shop.platform)}</span>
        <ShopStateBadges shop={shop} />
      </div>
      <CoverageStrip shop={shop} view={view} able={allowed.backfill && !pushOnly} onAsk={(stretch) => onAsk({ shop, ...stretch })} />
      <Age column="push" at={shop.last_push_at} />
      <Age column="pull" at={shop.last_pull_at} none={pushOnly} />
      <Lag shop={shop} now={Date.parse(view.at)} />
      <RowMenu
        shop={shop}
        allowed={allowed}
        onBackfill={() => onAsk({ shop, ...suggested(shop, view), failed: null })}
        onReconcile={() => onReconcile(shop)}
      />
    </li>
  );
}

const HOUR_MS = 3_600_000;

/** The first gap of what is shown, or else the last hour. */
function suggested(shop: ShopCoverage, view: CoverageView): { from: string; to: string } {
  const gap = shop.segments.find(({ state }) => state === "gap");
  return gap ?? { from: new Date(Date.parse(view.at) - HOUR_MS).toISOString(), to: view.at };
}

function Age({ column, at, none }: { column: "push" | "pull"; at: string | null; none?: boolean }) {
  const t = useTranslations("channels.coverage");
  return (
    <span className={classes.age} data-label={t(`columns.${column}`)}>
      {at ? <InstantText value={at} size="xs" /> : none ? "—" : t("never")}
    </span>
  );
}

/** How far the covered time ends behind now; amber past five minutes, red past the tolerance of a gap. */
function Lag({ shop, now }: { shop: ShopCoverage; now: number }) {
  const t = useTranslations("channels.coverage");
  const duration = useDuration();
  if (!shop.cover_from)
    return (
      <span className={classes.age} data-label={t("columns.lag")}>
        {"—"}
      </span>
    );
  const lag = now - Date.parse(shop.covered_until ?? shop.cover_from);
  const tone = lag > 10 * 60_000 ? "red" : lag > 5 * 60_000 ? "amber" : undefined;
  return (
    <span className={classes.age} data-label={t("columns.lag")} data-tone={tone} suppressHydrationWarning>
      {duration(Math.max(0, lag))}
    </span>
  );
}

type MenuProps = { shop: ShopCoverage; allowed: SyncAllowed; onBackfill: () => void; onReconcile: () => void };

function RowMenu({ shop, allowed, onBackfill, onReconcile }: MenuProps) {
  const t = useTranslations("channels.coverage");
  if (shop.pulls === "push_only" || shop.pulls === "waiting") return <span />;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" className={classes.menu} aria-label={t("actions_of", { shop: shop.name })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={14} />} disabled={!allowed.backfill} onClick={onBackfill}>
          {t("backfill")}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowsDiff size={14} />} disabled={!allowed.reconcile} onClick={onReconcile}>
          {t("reconcile_now")}
        </Menu.Item>
        {!allowed.backfill && (
          <Text size="xs" c="dimmed" px="sm" py={4} maw={220}>
            {t("need_role")}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
