"use client";

import "@mantine/charts/styles.css";
import { CompositeChart } from "@mantine/charts";
import { Box } from "@mantine/core";

type Bar = { name: string; label: string; color: string };
type StackedBarsProps = {
  height: number;
  rows: Record<string, string | number>[];
  /** Key of the category axis. */
  x: string;
  bars: Bar[];
  line: { name: string; label: string };
  /** The whole in words, for those who cannot see it. */
  label: string;
};

/** Bars stacked by series with one dashed line to compare against. Load lazily: it brings recharts along. */
export function StackedBars({ height, rows, x, bars, line, label }: StackedBarsProps) {
  return (
    <Box role="img" aria-label={label}>
      <CompositeChart
        h={height}
        data={rows}
        dataKey={x}
        series={[
          ...bars.map(({ name, label: text, color }) => ({ name, label: text, color, type: "bar" as const })),
          { name: line.name, label: line.label, color: "gray.6", type: "line", strokeDasharray: "4 3" },
        ]}
        barProps={{ stackId: "all", isAnimationActive: false }}
        lineProps={{ isAnimationActive: false }}
        composedChartProps={{ accessibilityLayer: false }}
        maxBarWidth={18}
        strokeWidth={1.5}
        withDots={false}
        curveType="monotone"
        gridAxis="x"
        tickLine="none"
        yAxisProps={{ width: 34, allowDecimals: false }}
      />
    </Box>
  );
}
