import { rawSql } from "@/db/client";
import type { AppServer } from "../support/app-server";
import { until } from "../support/until";

/** What a killed worker held when it died, and how long its jobs stayed locked. */
export type Kill = { orphans: number; freedAfterMs: number };

type Lock = { id: string; locked_by: string };

/** Jobs in flight before the blow falls, so that it does not hit an idle worker. */
const IN_FLIGHT = 4;

/** Kills the worker in the middle of its jobs and starts another; what is answered waits until none of those jobs is locked by the dead one. */
export async function killInFlight(app: AppServer): Promise<{ freed: Promise<Kill> }> {
  await until("jobs are in flight", async () => (await locks()).length >= IN_FLIGHT);
  let orphans: Lock[] = [];
  let killedAt = 0;
  await app.killWorker(async () => {
    killedAt = Date.now();
    orphans = await locks();
  });
  const dead = new Set(orphans.map((lock) => lock.locked_by));
  const free = until("the dead worker's jobs are free", async () => (await locks()).every((lock) => !dead.has(lock.locked_by)));
  return { freed: free.then(() => ({ orphans: orphans.length, freedAfterMs: Date.now() - killedAt })) };
}

function locks(): Promise<Lock[]> {
  return rawSql()<Lock[]>`select id, locked_by from graphile_worker._private_jobs where locked_by is not null`;
}
