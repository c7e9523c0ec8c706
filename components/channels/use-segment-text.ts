import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";
import type { CoverageSegmentView } from "@/lib/channels/core/coverage-view";

/** A segment in words: its state, its interval, and what its windows brought. */
export function useSegmentText(): { short: (segment: CoverageSegmentView) => string; long: (segment: CoverageSegmentView) => string } {
  const t = useTranslations("channels.coverage");
  const format = useFormatter();
  const duration = useDuration();
  const time = (at: string) =>
    format.dateTime(new Date(at), { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const short = ({ state, from, to }: CoverageSegmentView) =>
    t("segment", { state: t(`states.${state}`), from: time(from), to: time(to), length: duration(Date.parse(to) - Date.parse(from)) });
  const long = (segment: CoverageSegmentView) => {
    const { windows, listed, created, updated, refused, error, next_try_at } = segment;
    const parts = [short(segment)];
    if (windows > 0) parts.push(t("segment_counts", { windows, listed, created, updated, refused }));
    if (segment.state === "failed" && error) parts.push(t("segment_error", { error }));
    if (segment.state === "failed" && next_try_at) parts.push(t("segment_next", { time: time(next_try_at) }));
    return parts.join("\n");
  };
  return { short, long };
}
