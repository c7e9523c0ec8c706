import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { rawSql } from "@/db/client";
import { until } from "./until";

const ROOT = path.resolve(import.meta.dirname, "../..");
const TSX = path.join(ROOT, "node_modules/tsx/dist/loader.mjs");

/** A worker as `npm start` runs it: a process of its own on the present test database. */
export type WorkerProcess = { pid: number; end(signal: NodeJS.Signals): Promise<void> };

/** Resolves when its heart beats. */
export async function startWorkerProcess(): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["--import", TSX, path.join(ROOT, "bin/worker.ts")], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: process.env.TEST_WORKER_LOG ?? "silent", TONGDAN_PROCESS: "tongdan-worker" },
    stdio: process.env.TEST_WORKER_LOG ? "inherit" : "ignore",
  });
  const pid = child.pid ?? 0;
  await until("the worker's heart beats", async () => {
    if (child.exitCode !== null) throw new Error(`The worker ended with ${child.exitCode}.`);
    const [beat] = await rawSql()`select 1 from worker_heartbeats where pid = ${pid} and cardinality(lock_ids) > 0`;
    return beat !== undefined;
  });
  return { pid, end: (signal) => end(child, signal) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await gone;
  clearTimeout(timer);
}
