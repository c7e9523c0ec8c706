"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import { Figure, type FigureTone } from "./figure";
import { ordersHref } from "./orders-href";
import classes from "./overview.module.css";

const TICK_MS = 10_000;
/** A shop trades every few minutes by day: silence of a quarter of an hour is worth a look, of an hour an alarm. */
const SILENT_MS = { amber: 15 * 60_000, red: 60 * 60_000 };

type FiguresProps = { statistics: OrderStatistics | null; shop: string | null };

/** The five figures of the day. What is not loaded is a dash, never a zero. */
export function Figures({ statistics, shop }: FiguresProps) {
  const t = useTranslations("overview.figures");
  const format = useFormatter();
  const count = (value: number | undefined) => (value === undefined ? null : format.number(value));
  const risk = statistics ? statistics.late + statistics.at_risk : undefined;
  return (
    <div className={classes.figures}>
      <ToShip statistics={statistics} shop={shop} />
      <Figure
        label={t("risk")}
        value={count(risk)}
        note={statistics ? t("risk_note", { late: statistics.late, at_risk: statistics.at_risk }) : ""}
        tone={statistics?.late ? "red" : risk ? "amber" : "plain"}
        href={ordersHref({ status: "paid,ready_to_ship,partially_shipped", shop })}
      />
      <Figure
        label={t("waiting")}
        value={count(statistics?.waiting_for_person)}
        note={t("waiting_note")}
        tone={statistics?.waiting_for_person ? "amber" : "plain"}
        href={ordersHref({ exceptions: "true", status: "paid,ready_to_ship,partially_shipped", shop })}
      />
      <Golden statistics={statistics} shop={shop} />
      <Sync statistics={statistics} />
    </div>
  );
}

function ToShip({ statistics, shop }: FiguresProps) {
  const t = useTranslations("overview.figures");
  const format = useFormatter();
  const duration = useDuration();
  const now = useNow({ updateInterval: TICK_MS });
  const oldest = statistics?.stages.find(({ status }) => status === "ready_to_ship")?.oldest_since ?? null;
  const note = oldest ? t("to_ship_note", { age: duration(now.getTime() - Date.parse(oldest)) }) : t("to_ship_none");
  return (
    <Figure
      label={t("to_ship")}
      value={statistics ? format.number(statistics.to_ship) : null}
      note={statistics ? note : ""}
      href={ordersHref({ status: "ready_to_ship,partially_shipped", shop })}
    />
  );
}

function Golden({ statistics, shop }: FiguresProps) {
  const t = useTranslations("overview.figures");
  const format = useFormatter();
  const golden = statistics?.golden;
  const whole = (minutes: number) => format.number(minutes, { maximumFractionDigits: 0 });
  const known = golden && golden.p50 !== null && golden.p90 !== null;
  return (
    <Figure
      label={t("golden")}
      value={known ? t("golden_value", { p50: whole(golden.p50 ?? 0), p90: whole(golden.p90 ?? 0) }) : null}
      note={known ? t("golden_note", { target: golden.target, orders: format.number(golden.orders) }) : golden ? t("golden_none") : ""}
      tone={known && (golden.p50 ?? 0) > golden.target ? "amber" : known ? "green" : "plain"}
      href={ordersHref({ status: "ready_to_ship,partially_shipped,shipped", shop })}
    />
  );
}

function Sync({ statistics }: { statistics: OrderStatistics | null }) {
  const t = useTranslations("overview.figures");
  const duration = useDuration();
  const now = useNow({ updateInterval: TICK_MS });
  const worst = statistics?.shops[0];
  const silent = worst?.heard_at ? Math.max(0, now.getTime() - Date.parse(worst.heard_at)) : null;
  const value = silent === null ? (worst ? t("sync_never") : null) : duration(silent);
  return (
    <Figure
      label={t("sync")}
      value={value}
      note={worst?.name ?? ""}
      tone={worst ? toneOf(silent) : "plain"}
      href={ordersHref({ shop: worst?.code ?? null })}
    />
  );
}

function toneOf(silent: number | null): FigureTone {
  if (silent === null || silent > SILENT_MS.red) return "red";
  return silent > SILENT_MS.amber ? "amber" : "plain";
}
