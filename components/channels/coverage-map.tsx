import { Skeleton, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { CoverageView, ShopCoverage } from "@/lib/channels/core/coverage-view";
import type { AskedStretch } from "./asked-stretch";
import classes from "./coverage.module.css";
import { type CoverageRange, ticksOf } from "./coverage-range";
import { CoverageRow } from "./coverage-row";
import type { SyncAllowed } from "./sync-actions";

/** A tick this close to the end has no room for its label. */
const LABEL_SHARE = 0.06;

type MapProps = {
  view: CoverageView | null;
  range: CoverageRange;
  allowed: SyncAllowed;
  onAsk: (stretch: AskedStretch) => void;
  onReconcile: (shop: ShopCoverage) => void;
};

/** Shops down, time across. Shops that need a person stand first. */
export function CoverageMap({ view, range, allowed, onAsk, onReconcile }: MapProps) {
  const t = useTranslations("channels.coverage");
  if (view === null) return <Waiting />;
  if (view.shops.length === 0) return <Text size="sm">{t("no_shops")}</Text>;
  const shops = [...view.shops].sort((a, b) => urgency(b) - urgency(a));
  return (
    <section className={classes.map} aria-label={t("map")}>
      <Axis view={view} range={range} />
      <ul className={classes.rows}>
        {shops.map((shop) => (
          <CoverageRow key={shop.shop_id} shop={shop} view={view} allowed={allowed} onAsk={onAsk} onReconcile={onReconcile} />
        ))}
      </ul>
    </section>
  );
}

function urgency(shop: ShopCoverage): number {
  if (shop.pulls === "push_only") return -1;
  return shop.gaps * 100 + (shop.breaker.state === "closed" ? 0 : 50) + shop.segments.filter(({ state }) => state === "failed").length;
}

function Axis({ view, range }: { view: CoverageView; range: CoverageRange }) {
  const t = useTranslations("channels.coverage");
  const format = useFormatter();
  const [from, to] = [Date.parse(view.from), Date.parse(view.to)];
  const label = (at: number) =>
    range === "7d"
      ? format.dateTime(at, { month: "numeric", day: "numeric", weekday: "short" })
      : range === "3d"
        ? format.dateTime(at, { month: "numeric", day: "numeric", hour: "2-digit", hourCycle: "h23" })
        : format.dateTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (
    <div className={classes.axis} aria-hidden>
      <span>{t("columns.shop")}</span>
      <div className={classes.ticks}>
        {ticksOf({ range, from, to }).map((at) => (
          <span key={at} className={classes.tick} style={{ left: `${((at - from) / (to - from)) * 100}%` }} suppressHydrationWarning>
            {(to - at) / (to - from) > LABEL_SHARE && label(at)}
          </span>
        ))}
      </div>
      <span>{t("columns.push")}</span>
      <span>{t("columns.pull")}</span>
      <span>{t("columns.lag")}</span>
      <span />
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.map} aria-hidden>
      {[1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} height={36} mb={8} radius="sm" />
      ))}
    </div>
  );
}
