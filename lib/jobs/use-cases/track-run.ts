import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import type { JobName } from "../core/catalogue";
import { finishRun, insertRun } from "../store/run-store";

type Stats = Record<string, number>;

/**
 * Runs a job and keeps it in the run ledger: always for scheduled and long jobs (`ledger: "always"`), for others only
 * when an attempt fails, since a row for each of thousands of relays would say nothing.
 */
export async function trackRun(
  ctx: Ctx,
  input: {
    job: JobName;
    workerId: string;
    attempt: number;
    scheduledFor: Date | null;
    ledger: "always" | "failures";
    work: () => Promise<Stats | null>;
  },
): Promise<void> {
  const { work, ledger, ...run } = input;
  const id = newId();
  const startedAt = ctx.clock.now();
  if (ledger === "always") await insertRun(reader(), { ...run, id, state: "running", startedAt });
  const finish = (state: "succeeded" | "failed", stats: Stats | null, error: string | null) => {
    const finishedAt = ctx.clock.now();
    const done = { state, stats, error, finishedAt, durationMs: finishedAt.getTime() - startedAt.getTime() };
    if (ledger === "always") return finishRun(reader(), { id, ...done });
    return state === "failed" ? insertRun(reader(), { ...run, ...done, id, startedAt }) : Promise.resolve();
  };
  try {
    await finish("succeeded", await work(), null);
  } catch (error) {
    await finish("failed", null, (error instanceof Error ? error.message : String(error)).slice(0, 1_000));
    throw error;
  }
}
