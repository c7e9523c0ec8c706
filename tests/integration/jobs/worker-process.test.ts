import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { until } from "../../support/until";
import { startWorkerProcess, type WorkerProcess } from "../../support/worker-process";

/** What the contract gives. */
const FREED_WITHIN_MS = 30_000;
const RECOVERED_WITHIN_MS = 10_000;
const SHOP = "crash";

let db: TestDatabase;
let shopId: string;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = (await testShop({ code: SHOP, platform: "generic" })).id;
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.end("SIGTERM")));
});
afterAll(() => db.drop());

async function startWorker(): Promise<WorkerProcess> {
  const worker = await startWorkerProcess();
  workers.push(worker);
  return worker;
}

/** A kept push of one new order, with so many jobs that name it. */
async function keepPush(externalId: string, jobs = 1): Promise<string> {
  const payload = incomingOrder({ shop: SHOP, external_id: externalId });
  const push = { source: "channel" as const, scope: shopId, shopId, dedupeKey: externalId, topic: "generic.order", payload };
  return withTransaction(async (tx) => {
    const { id } = await storePush(tx, testCtx(), push);
    await tx.execute(sql`delete from graphile_worker._private_jobs where payload->>'inbox_id' = ${id}`);
    for (let job = 0; job < jobs; job++) await enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: id } });
    return id;
  });
}

const processed = (ids: string[]) => async () => {
  const [row] = await rawSql()`select count(*)::int as n from inbox where id = any(${ids}::uuid[]) and state = 'processed'`;
  return row?.n === ids.length;
};
const idle = async () => {
  const [row] = await rawSql()`
    select (select count(*) from graphile_worker.jobs where task_identifier in ('process_inbox', 'relay_events'))::int as jobs,
      (select count(*) from outbox_events where state = 'pending')::int as events`;
  return row?.jobs === 0 && row.events === 0;
};
const lockHolders = () => rawSql()<{ locked_by: string }[]>`select locked_by from graphile_worker._private_jobs where locked_by is not null`;

/** Adds the push's job and holds its row locked, so that work on it stands still for as long as `during` runs. */
async function whileInFlight(inboxId: string, during: () => Promise<void>): Promise<void> {
  await rawSql().begin(async (sql) => {
    await sql`select 1 from inbox where id = ${inboxId} for update`;
    await withTransaction((tx) => enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: inboxId } }));
    await until("the job is in flight", async () => (await lockHolders()).length > 0);
    await during();
  });
}

async function expectOneEffect(externalIds: string[]): Promise<void> {
  const orders = await rawSql()`
    select o.external_id, o.version, (select count(*) from audit_log a where a.action = 'orders.ingest_create' and a.entity_id = o.id::text)::int as acts
    from orders o where o.external_id = any(${externalIds}) order by 1`;
  expect(orders).toEqual([...externalIds].sort().map((external_id) => ({ external_id, version: 1, acts: 1 })));
  const [told] = await rawSql()`
    select (select count(*) from outbox_events)::int as events, (select count(*) from live_events)::int as live,
      (select count(*) from effects where handler = 'live')::int as effects`;
  expect(told).toEqual({ events: told?.events, live: told?.events, effects: told?.events });
}

test("a worker killed in the middle of a job leaves it to another within 30 s, with one effect", async () => {
  const doomed = await startWorker();
  const id = await keepPush("K-1", 0);
  await whileInFlight(id, async () => {
    const [held] = await lockHolders();
    const [beat] = await rawSql()`select lock_ids from worker_heartbeats where pid = ${doomed.pid}`;
    expect(beat?.lock_ids).toContain(held?.locked_by);
    await doomed.end("SIGKILL");
  });
  await startWorker();
  await until("the push is processed", processed([id]), FREED_WITHIN_MS);
  await until("everything is relayed", idle);
  await expectOneEffect(["K-1"]);
}, 90_000);

test("a worker whose every connection is cut works on within 10 s", async () => {
  const worker = await startWorker();
  const inFlight = await keepPush("C-1");
  await until("it works", processed([inFlight]));
  const held = await keepPush("C-2", 0);
  await whileInFlight(held, async () => {
    const cut = await rawSql()`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name is distinct from 'tongdan'`;
    expect(cut.length).toBeGreaterThan(1);
  });
  const later = await keepPush("C-3");
  await until("a new push is processed", processed([later]), RECOVERED_WITHIN_MS);
  expect(() => process.kill(worker.pid, 0)).not.toThrow();
  await until("the interrupted one too", processed([held]), FREED_WITHIN_MS);
  await until("everything is relayed", idle);
  await expectOneEffect(["C-1", "C-2", "C-3"]);
}, 90_000);

test("two workers with the same pushes twice in their queue do everything once", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `T-${index}`);
  const ids = await Promise.all(names.map((name) => keepPush(name, 2)));
  await Promise.all([startWorker(), startWorker()]);
  await until("all are processed", processed(ids));
  await rawSql()`update outbox_events set state = 'pending' where state = 'done'`;
  const events = await rawSql()<{ id: string }[]>`select id from outbox_events`;
  await withTransaction(async (tx) => {
    for (let copy = 0; copy < 4; copy++) await enqueueJob(tx, { name: "relay_events", payload: { ids: events.map((event) => event.id) } });
  });
  await until("everything is relayed", idle);
  await expectOneEffect(names);
}, 90_000);
