import type { BackfillCount, BackfillView } from "@/lib/channels/core/backfill-view";
import { getReconciliation } from "@/lib/channels/use-cases/get-reconciliation";
import { runBackfill } from "@/lib/channels/use-cases/run-backfill";
import { runReconciliation } from "@/lib/channels/use-cases/run-reconciliation";
import { startBackfill } from "@/lib/channels/use-cases/start-backfill";
import { startReconciliation } from "@/lib/channels/use-cases/start-reconciliation";
import { fromShanghai } from "@/lib/shared/clock";
import { systemCtx } from "@/lib/shared/context";
import type { Command } from "./command";
import { readOptions } from "./options";
import { UsageError } from "./usage-error";

const ctx = systemCtx("cli");

export const SYNC_COMMANDS: Record<string, Command> = {
  "sync backfill": {
    usage: '--shop CODE --from "2026-11-24 09:00" --to "2026-11-24 10:00" [--dry-run]',
    prepare(args) {
      const { shop, from, to, json, flags } = readOptions(args, { required: ["shop", "from", "to"], flags: ["dry-run"] });
      const range = { from: instant("--from", from), to: instant("--to", to) };
      return async () => {
        const { count, windows } = await startBackfill(ctx, { shop, ...range, dry_run: true });
        const counted = count ? sentence(count) : "";
        if (flags.includes("dry-run"))
          return json ? JSON.stringify({ count, windows }) : `${counted} Nothing was changed; ${windows} windows would be pulled.`;
        if (!json) process.stdout.write(`${counted}\n`);
        const { backfill } = await startBackfill(ctx, { shop, ...range });
        const done = await runBackfill(ctx, { id: backfill?.id ?? "" });
        return json ? JSON.stringify({ count, backfill: done }) : summary(done);
      };
    },
  },
  "sync reconcile": {
    usage: '--shop CODE --from "2026-11-24 00:00" --to "2026-11-25 00:00"',
    prepare(args) {
      const { shop, from, to, json } = readOptions(args, { required: ["shop", "from", "to"] });
      const range = { from: instant("--from", from), to: instant("--to", to) };
      return async () => {
        const { id } = await startReconciliation(ctx, { shop, ...range });
        await runReconciliation(ctx, { reconciliation_id: id });
        const found = await getReconciliation(ctx, { id });
        if (json) return JSON.stringify(found);
        const { state, listed, held, missing, stale, extra, repaired, error } = found;
        return `${state}: ${listed} there, ${held} here; ${missing} missing, ${stale} stale, ${extra} extra, ${repaired} repaired.${error ? ` ${error}` : ""}`;
      };
    },
  },
};

/** RFC 3339 with its offset, or Shanghai time without one. */
function instant(option: string, text: string): string {
  const exact = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : null;
  try {
    const date = exact ?? fromShanghai(text);
    if (!Number.isNaN(date.getTime())) return date.toISOString();
  } catch {
    // falls through to the sentence below
  }
  throw new UsageError(`${option} must look like "2026-11-24 09:05" (Shanghai time) or "2026-11-24T09:05:00+08:00", got "${text}".`);
}

function sentence({ listed, new: fresh, newer, same, counted_until }: BackfillCount): string {
  return `The platform lists ${listed} orders until ${counted_until}: ${fresh} new, ${newer} newer than here, ${same} the same.`;
}

function summary({ done, windows, created, updated, unchanged, refused, error }: BackfillView): string {
  const open = windows.planned + windows.running + windows.failed;
  const rest = done ? "" : ` ${open} windows are left to the worker.${error ? ` ${error}` : ""}`;
  return `${windows.covered} windows pulled: ${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused.${rest}`;
}
