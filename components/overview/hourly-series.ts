import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import { PLATFORMS, type Platform } from "@/lib/shared/platform";

const HOUR_MS = 3_600_000;
const HOURS = 24;

/** Calm hues that stay apart in both schemes; amber and red are kept for what needs a person. */
const COLORS: Record<Platform, string> = {
  douyin: "ink.6",
  taobao: "teal.6",
  jd: "violet.5",
  pdd: "pink.5",
  wechat_pay: "lime.6",
  wechat_channels: "cyan.6",
  generic: "gray.5",
};

type HourRow = { hour: string; week_before: number } & Partial<Record<Platform, number>>;
type HourlySeries = {
  rows: HourRow[];
  series: { platform: Platform; color: string; orders: number }[];
  orders: number;
  before: number;
  since: string;
};

/** Every hour of the day, the empty ones too, and only the platforms that sold anything. */
export function hourlySeries({ at, hourly }: Pick<OrderStatistics, "at" | "hourly">): HourlySeries {
  const last = Math.floor(Date.parse(at) / HOUR_MS) * HOUR_MS;
  const rows = new Map<number, HourRow>();
  for (let index = HOURS - 1; index >= 0; index--) {
    const hour = last - index * HOUR_MS;
    rows.set(hour, { hour: new Date(hour).toISOString(), week_before: 0 });
  }
  const totals = new Map<Platform, number>();
  for (const { hour, platform, orders, week_before } of hourly) {
    const row = rows.get(Date.parse(hour));
    if (!row) continue;
    row[platform] = orders;
    row.week_before += week_before;
    totals.set(platform, (totals.get(platform) ?? 0) + orders);
  }
  const all = [...rows.values()];
  return {
    rows: all,
    series: PLATFORMS.flatMap((platform) => {
      const orders = totals.get(platform) ?? 0;
      return orders > 0 ? [{ platform, color: COLORS[platform], orders }] : [];
    }),
    orders: [...totals.values()].reduce((sum, orders) => sum + orders, 0),
    before: all.reduce((sum, row) => sum + row.week_before, 0),
    since: all[0]?.hour ?? at,
  };
}
