import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { pullWorld } from "../../support/pull-world";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const WAIT = { timeout: 25_000, interval: 50 };
let world: Awaited<ReturnType<typeof pullWorld>>;
let worker: ChildProcess;

beforeAll(async () => {
  world = await pullWorld("locks");
  // Longer than the time between two heartbeats, shorter than a call may take.
  world.faults.latencyMs = 7_000;
  await planPulls(world.ctx);
  worker = spawn(process.execPath, ["--import", path.join(ROOT, "node_modules/tsx/dist/loader.mjs"), path.join(ROOT, "bin/worker.ts")], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: world.db.url, LOG_LEVEL: "silent" },
    stdio: "ignore",
  });
});
afterAll(async () => {
  const gone = new Promise((resolve) => worker.once("exit", resolve));
  worker.kill("SIGKILL");
  await gone;
  await world.close();
});

test("a job that takes long is held in a name that its worker's heartbeat tells, or it would be freed as a dead worker's", async () => {
  const holder = async () =>
    (
      await rawSql()<{ known: boolean }[]>`
        select exists(select 1 from worker_heartbeats h where j.locked_by = any(h.lock_ids)) as known
        from graphile_worker.jobs j where j.task_identifier = 'pull_window' and j.locked_by is not null`
    ).map(({ known }) => known);
  await expect.poll(holder, WAIT).not.toEqual([]);
  await expect.poll(holder, WAIT).toEqual([true]);
}, 60_000);
