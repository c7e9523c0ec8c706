import { Tooltip } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type PointerEvent, useRef, useState } from "react";
import type { CoverageSegmentView, CoverageView, ShopCoverage } from "@/lib/channels/core/coverage-view";
import type { AskedStretch } from "./asked-stretch";
import classes from "./coverage.module.css";
import { useSegmentText } from "./use-segment-text";

type StripProps = { shop: ShopCoverage; view: CoverageView; able: boolean; onAsk: (stretch: Omit<AskedStretch, "shop">) => void };

const MINUTE_MS = 60_000;
/** Less than this is a click, not a drag. */
const DRAG_SHARE = 0.004;

/** One shop's time. What failed or is missing can be chosen by click or keyboard; any stretch by dragging over it. */
export function CoverageStrip({ shop, view, able, onAsk }: StripProps) {
  const t = useTranslations("channels.coverage");
  const { short, long } = useSegmentText();
  const [from, to] = [Date.parse(view.from), Date.parse(view.to)];
  const share = (at: string | number) => (((typeof at === "number" ? at : Date.parse(at)) - from) / (to - from)) * 100;
  const drag = useDrag({ able, from, to, latest: Date.parse(view.at), onDrag: (stretch) => onAsk({ ...stretch, failed: null }) });
  const [hovered, setHovered] = useState<number | null>(null);
  const choose = (segment: CoverageSegmentView) => onAsk({ from: segment.from, to: segment.to, failed: segment.state === "failed" ? segment : null });
  const told = hovered === null ? undefined : shop.segments[hovered];
  if (shop.pulls === "push_only") return <div className={classes.strip} data-push-only role="img" aria-label={t("no_pull.push_only")} />;
  return (
    // One tooltip a shop, not one a segment: a week of a troubled shop has hundreds.
    <Tooltip.Floating label={told ? long(told) : ""} multiline maw={340} className={classes.told} disabled={!told || drag.selected !== null}>
      <div className={classes.strip} data-able={able || undefined} {...drag.handlers} onPointerLeave={() => setHovered(null)}>
        {shop.segments.map((segment, index) => {
          const style = { left: `${share(segment.from)}%`, width: `${share(segment.to) - share(segment.from)}%` };
          const common = { className: classes.segment, "data-state": segment.state, style, onPointerEnter: () => setHovered(index) };
          const needsPerson = segment.state === "gap" || segment.state === "failed";
          return needsPerson && able ? (
            <button
              key={`${segment.from} ${segment.state}`}
              type="button"
              {...common}
              aria-label={t("choose", { segment: short(segment), shop: shop.name })}
              onClick={() => !drag.dragged() && choose(segment)}
            />
          ) : (
            <span key={`${segment.from} ${segment.state}`} {...common} role="img" aria-label={short(segment)} />
          );
        })}
        {drag.selected && (
          <span
            className={classes.selection}
            style={{ left: `${share(drag.selected.from)}%`, width: `${share(drag.selected.to) - share(drag.selected.from)}%` }}
            aria-hidden
          />
        )}
      </div>
    </Tooltip.Floating>
  );
}

type Stretch = { from: number; to: number };

/** A stretch chosen with the pointer, in whole minutes and not beyond now. */
function useDrag(input: { able: boolean; from: number; to: number; latest: number; onDrag: (stretch: { from: string; to: string }) => void }) {
  const { able, from, to, latest, onDrag } = input;
  const start = useRef<number | null>(null);
  const moved = useRef(false);
  const [selected, setSelected] = useState<Stretch | null>(null);
  const instantAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return from + Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * (to - from);
  };
  const end = () => {
    start.current = null;
    setSelected(null);
  };
  return {
    selected,
    dragged: () => moved.current,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        moved.current = false;
        if (able && event.button === 0 && event.pointerType !== "touch") start.current = instantAt(event);
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (start.current === null) return;
        const at = instantAt(event);
        if (Math.abs(at - start.current) < (to - from) * DRAG_SHARE && !moved.current) return;
        // Held only from here on: a captured press would keep a plain click from its segment.
        if (!moved.current) event.currentTarget.setPointerCapture(event.pointerId);
        moved.current = true;
        setSelected({ from: Math.min(at, start.current), to: Math.max(at, start.current) });
      },
      onPointerUp() {
        if (moved.current && selected) onDrag(inMinutes(selected, latest));
        end();
      },
      onPointerCancel: end,
    },
  };
}

function inMinutes({ from, to }: Stretch, latest: number): { from: string; to: string } {
  const first = Math.floor(from / MINUTE_MS) * MINUTE_MS;
  const last = Math.min(Math.ceil(to / MINUTE_MS) * MINUTE_MS, latest);
  return { from: new Date(Math.min(first, last - MINUTE_MS)).toISOString(), to: new Date(last).toISOString() };
}
