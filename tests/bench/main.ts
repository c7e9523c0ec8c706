import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { ingestBench } from "./ingest";
import { listBench } from "./list";
import type { Figures } from "./measure";
import { webhookBench } from "./webhook";

const BENCHES: Record<string, () => Promise<Figures>> = { ingest: ingestBench, webhook: webhookBench, list: listBench };

const args = process.argv.slice(2);
const json = args.includes("--json");
const names = args.filter((arg) => !arg.startsWith("--"));
const unknown = names.find((name) => !(name in BENCHES));
if (unknown) {
  process.stderr.write(`"${unknown}" is no bench; there are: ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exit(2);
}

const machine = {
  at: new Date().toISOString(),
  commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? "?"}`,
  memory_gib: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
const results: Record<string, Figures> = {};
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  const load_before = Number(loadavg()[0]?.toFixed(1));
  const figures = await BENCHES[name]?.();
  results[name] = { load_before, ...figures, load_after: Number(loadavg()[0]?.toFixed(1)) };
  if (!json)
    process.stdout.write(
      `${name}\n${Object.entries(results[name] ?? {})
        .map(([key, value]) => `  ${key}: ${value}\n`)
        .join("")}`,
    );
}
process.stdout.write(json ? `${JSON.stringify({ machine, results })}\n` : `${JSON.stringify(machine)}\n`);
process.exit(0);
