export type Metric = { name: string; help: string; type: "gauge" | "counter"; samples: { labels?: Record<string, string>; value: number }[] };

/** Prometheus text exposition, version 0.0.4. */
export function prometheusText(metrics: readonly Metric[]): string {
  const blocks = metrics.map(({ name, help, type, samples }) =>
    [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => line(name, sample))].join("\n"),
  );
  return `${blocks.join("\n")}\n`;
}

function line(name: string, { labels, value }: Metric["samples"][number]): string {
  const pairs = Object.entries(labels ?? {}).map(
    ([key, text]) => `${key}="${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`,
  );
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`;
}
