import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { beatHeart } from "@/lib/jobs/use-cases/beat-heart";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { systemCtx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const T0 = Date.parse("2026-11-24T01:00:00Z");
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterEach(async () => {
  await rawSql()`delete from graphile_worker._private_jobs`;
  await rawSql()`delete from worker_heartbeats`;
  await rawSql()`delete from job_runs`;
});
afterAll(() => db.drop());

/** A beat of the worker, so many seconds after the start. */
function beat(worker: { workerId: string; lockIds: string[] }, second: number) {
  const at = new Date(T0 + second * 1_000);
  return beatHeart(systemCtx("worker", { now: () => at }), { ...worker, pid: 1, startedAt: new Date(T0) });
}

/** A job which `pool` took at the start and has not finished. */
async function jobInFlight(pool: string): Promise<void> {
  await withTransaction((tx) => enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: newId() } }));
  await rawSql()`update graphile_worker._private_jobs set locked_by = ${pool}, locked_at = ${new Date(T0).toISOString()}, attempts = 1`;
}

async function holders(): Promise<(string | null)[]> {
  const rows = await rawSql()<{ locked_by: string | null }[]>`select locked_by from graphile_worker._private_jobs`;
  return rows.map((row) => row.locked_by);
}

const one = { workerId: "one", lockIds: ["pool-one"] };
const two = { workerId: "two", lockIds: ["pool-two"] };

test("the jobs of a worker that stopped beating are free within 30 s, and its runs are marked lost", async () => {
  await beat(one, 0);
  await jobInFlight("pool-one");
  const run = { id: newId(), job: "run_import", state: "running", worker_id: "one", started_at: new Date(T0).toISOString() };
  await rawSql()`insert into job_runs ${rawSql()(run)}`;
  const freedAt: number[] = [];
  for (let second = 2; second <= 30; second += 4) if ((await beat(two, second)).freed > 0) freedAt.push(second);
  expect(freedAt).toHaveLength(1);
  expect(await holders()).toEqual([null]);
  const runs = await rawSql()`select state from job_runs`;
  expect(runs).toEqual([{ state: "lost" }]);
});

test("a job that runs for minutes stays with its worker as long as that beats", async () => {
  await beat(one, 0);
  await jobInFlight("pool-one");
  for (let second = 4; second <= 240; second += 4) {
    await beat(one, second);
    expect(await beat(two, second + 2)).toEqual({ freed: 0 });
  }
  expect(await holders()).toEqual(["pool-one"]);
});

test("a worker that has only just taken its first job is not taken for dead", async () => {
  await jobInFlight("pool-of-one-that-starts");
  expect(await beat(two, 10)).toEqual({ freed: 0 });
  expect(await holders()).toEqual(["pool-of-one-that-starts"]);
});
