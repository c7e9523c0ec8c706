import { EventEmitter } from "node:events";
import { Logger, parseCrontab, run, type Task, type TaskList, type WorkerEvents } from "graphile-worker";
import pino from "pino";
import { keepFeeds } from "@/lib/channels/use-cases/keep-feeds";
import { JOB_CATALOGUE, type JobName } from "@/lib/jobs/core/catalogue";
import { beatHeart, HEARTBEAT_MS, stopHeart } from "@/lib/jobs/use-cases/beat-heart";
import { trackRun } from "@/lib/jobs/use-cases/track-run";
import { systemClock } from "@/lib/shared/clock";
import { newCtx, systemCtx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { JOB_HANDLERS, type JobStats } from "./job-handlers";

const CONCURRENCY = Number(process.env.TONGDAN_WORKER_CONCURRENCY ?? 6);
/** How often an idle worker looks for jobs whose time has come; new ones wake it by NOTIFY. */
const POLL_MS = 1_000;

/** Before anything that comes by the thousand: a flood of pushes must not keep alerts and pulls from being looked after. */
const CRON_PRIORITY = -10;

const log = pino({ name: "worker", level: process.env.LOG_LEVEL ?? "info" });

/** Starts the worker of this process and resolves when it has stopped. */
export async function runWorker(databaseUrl: string): Promise<void> {
  const workerId = newId();
  const lockIds = new Set<string>();
  const startedAt = systemClock.now();
  const beat = () => beatHeart(systemCtx("worker"), { workerId, pid: process.pid, lockIds: [...lockIds], startedAt });
  await beat();
  const events: WorkerEvents = new EventEmitter();
  // Jobs and queues are locked in the name of the pool: without it the jobs of a worker that lives would be freed as a dead one's.
  events.on("pool:create", ({ workerPool }) => lockIds.add(workerPool.id));
  const runner = await run({
    events,
    connectionString: databaseUrl,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    maxPoolSize: CONCURRENCY + 4,
    noHandleSignals: true,
    logger: quietLogger(),
    taskList: taskList(workerId),
    parsedCronItems: parseCrontab(crontab()),
  });
  const heart = setInterval(() => {
    beat().then(
      ({ freed }) => freed > 0 && log.warn({ freed }, "freed the jobs of workers that died"),
      (error: unknown) => log.error({ message: messageOf(error) }, "heartbeat failed"),
    );
  }, HEARTBEAT_MS);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void runner.stop().catch(() => undefined));
  const feeds = keepFeeds(systemCtx("worker"), { databaseUrl, onProblem: (message) => log.warn({ message }, "message feed") });
  log.info({ workerId, pid: process.pid }, "worker started");
  await runner.promise;
  clearInterval(heart);
  await feeds.stop();
  await stopHeart(systemCtx("worker"), workerId);
}

function taskList(workerId: string): TaskList {
  const names = Object.keys(JOB_HANDLERS) as JobName[];
  return Object.fromEntries(names.map((name) => [name, taskOf(name, workerId)]));
}

function taskOf(name: JobName, workerId: string): Task {
  const scheduled = "cron" in JOB_CATALOGUE[name];
  const handle = JOB_HANDLERS[name] as (ctx: ReturnType<typeof newCtx>, payload: unknown) => Promise<JobStats | null>;
  return async (payload, { job }) => {
    const ctx = newCtx({ kind: "system", id: "worker", name: "worker" });
    const input = JOB_CATALOGUE[name].payload.parse(stripCron(payload));
    await trackRun(ctx, {
      job: name,
      workerId,
      attempt: job.attempts,
      scheduledFor: scheduled ? job.run_at : null,
      ledger: scheduled || name === "run_import" ? "always" : "failures",
      work: () => handle(ctx, input),
    });
  };
}

/** Scheduled jobs carry graphile-worker's own `_cron` beside their payload. */
function stripCron(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || !("_cron" in payload)) return payload ?? {};
  const { _cron, ...rest } = payload;
  return rest;
}

/** The one schedule: the catalogue's lines, with how far a missed run is made up. A job never piles up on itself. */
function crontab(): string {
  return Object.entries(JOB_CATALOGUE)
    .flatMap(([name, entry]) =>
      "cron" in entry
        ? [`${entry.cron} ${name} ?${backfill(entry.backfill)}jobKey=cron:${name}&jobKeyMode=preserve_run_at&queue=${name}&priority=${CRON_PRIORITY}`]
        : [],
    )
    .join("\n");
}

function backfill(period: string): string {
  return period === "0s" ? "" : `fill=${period}&`;
}

function quietLogger(): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") log.warn({ message }, "graphile-worker");
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
