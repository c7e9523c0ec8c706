import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import { verifyAudit } from "@/lib/audit/use-cases/verify-audit";
import { seededRandom } from "@/lib/sandbox/core/seeded-random";
import { systemCtx } from "@/lib/shared/context";
import { type AppServer, startAppServer } from "../support/app-server";
import { until } from "../support/until";
import { makeChaosWorld, outcomes, suggestions } from "./chaos-world";
import { type Delivery, deliverAll } from "./deliver";
import { inOrderRun } from "./in-order";
import { type Kill, killInFlight } from "./kills";
import { eventsOf, type TradeEvent } from "./trade";

/** Change it to try another disorder; a failure prints it. */
const SEED = process.env.CHAOS_SEED ?? "20261124";
const ORDERS = 300;
const CONCURRENCY = 16;
const KILLS = 3;
/** What a dead worker held is free by then. */
const FREED_WITHIN_MS = 30_000;
const SETTLE_MS = 180_000;

const now = Math.floor(Date.now() / 1000);
const perOrder = Array.from({ length: ORDERS }, (_, order) => eventsOf(order, now));
const all = perOrder.flat();
/** Half of all events come twice: in turn as the same bytes, and as the same message sent anew. */
const repeats = all.filter((_, index) => index % 2 === 0).map((event, index): Delivery => ({ event, form: index % 2 === 0 ? "push" : "again" }));
const isPush = (event: TradeEvent) => "push" in event;
const kills: Kill[] = [];
let inOrder: Awaited<ReturnType<typeof inOrderRun>>;
let app: AppServer;

beforeAll(async () => {
  inOrder = await inOrderRun(perOrder);
}, 600_000);

afterAll(() => app?.stop());

test("2,000 shuffled events of 300 orders, half of them twice, while the worker is killed three times, end as the in-order run", async () => {
  expect(all.length).toBeGreaterThanOrEqual(2_000);
  let token = "";
  app = await startAppServer(async () => {
    token = await makeChaosWorld();
  });
  const deliveries = shuffle([...all.map((event): Delivery => ({ event, form: "push" })), ...repeats]);
  const delivering = deliverAll(deliveries, { url: app.url, token, concurrency: CONCURRENCY });
  await Promise.all([delivering.ended, killAtIntervals(deliveries.length, delivering.sent)]);
  await settled();
  expect(await outcomes(), `seed ${SEED}`).toEqual(inOrder.outcomes);
  expect(await suggestions(), `seed ${SEED}`).toEqual(inOrder.suggestions);
}, 600_000);

test("each kill left jobs behind, and each time they were free again within 30 s", () => {
  expect(kills).toHaveLength(KILLS);
  for (const kill of kills) {
    expect(kill.orphans).toBeGreaterThan(0);
    expect(kill.freedAfterMs).toBeLessThan(FREED_WITHIN_MS);
  }
});

test("nothing is lost: every push is processed and every repeat counted, every event of the API stands once", async () => {
  const [inbox] = await rawSql()`
    select count(*) filter (where state = 'processed')::int as done, count(*)::int as kept, sum(repeats)::int as repeats from inbox`;
  const pushes = all.filter(isPush).length;
  const anew = repeats.filter(({ event, form }) => isPush(event) && form === "again").length;
  const sameBytes = repeats.filter(({ event, form }) => isPush(event) && form === "push").length;
  expect(inbox).toEqual({ done: pushes + anew, kept: pushes + anew, repeats: sameBytes });
  const [told] = await rawSql()`select count(*)::int as n from order_events where source_event_id like 'api:%'`;
  expect(told?.n).toBe(all.length - pushes);
});

test("nothing has a second effect: each event was relayed once and each version and fact stands once", async () => {
  const [outbox] = await rawSql()`select count(*) filter (where state <> 'done')::int as undone, count(*)::int as events from outbox_events`;
  const [live] = await rawSql()`select count(*)::int as n from live_events`;
  const [effects] = await rawSql()`select count(*)::int as n from effects where handler = 'live'`;
  expect(outbox?.undone).toBe(0);
  expect(live?.n).toBe(outbox?.events);
  expect(effects?.n).toBe(outbox?.events);
  const [created] = await rawSql()`select count(*)::int as n from outbox_events where type = 'order.created'`;
  expect(created?.n).toBe(ORDERS);
  const gaps = await rawSql()`select order_id from order_versions group by order_id having count(*) <> max(version)`;
  expect(gaps).toHaveLength(0);
});

test("the audit is complete and its chain fits", async () => {
  const [missing] = await rawSql()`
    select count(*)::int as n from orders o
    where (select count(*) from audit_log a where a.action = 'orders.ingest_create' and a.entity_id = o.id::text) <> 1
      or (select count(*) from audit_log a where a.action = 'orders.ingest_update' and a.entity_id = o.id::text) <> o.version - 1`;
  expect(missing?.n).toBe(0);
  const [told] = await rawSql()`select count(*)::int as n from audit_log where action = 'orders.record_event'`;
  const [facts] = await rawSql()`select count(*)::int as n from order_events where source_event_id like 'api:%'`;
  expect(told?.n).toBe(facts?.n);
  await sealAudit(systemCtx("test"));
  expect(await verifyAudit(systemCtx("test"))).toMatchObject({ ok: true, unsealed: 0, broken: null });
});

/** Kills at a quarter, half and three quarters of the way; the next blow does not wait until the last one's jobs are free. */
async function killAtIntervals(total: number, sent: () => number): Promise<void> {
  const freed: Promise<unknown>[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    await until(`delivery ${kill} of ${KILLS + 1} quarters`, async () => sent() >= (kill * total) / (KILLS + 1), SETTLE_MS);
    const { freed: free } = await killInFlight(app);
    freed.push(free.then((done) => kills.push(done)));
  }
  await Promise.all(freed);
}

/** Until inbox and outbox are empty and no job waits. */
async function settled(): Promise<void> {
  let open: Record<string, number> | undefined;
  for (const until = Date.now() + SETTLE_MS; Date.now() < until; ) {
    [open] = await rawSql()`
      select (select count(*) from inbox where state in ('received', 'parked'))::int as inbox,
        (select count(*) from outbox_events where state = 'pending')::int as outbox,
        (select count(*) from graphile_worker.jobs where task_identifier in ('process_inbox', 'relay_events') and run_at <= now())::int as jobs`;
    if (open && Object.values(open).every((count) => count === 0)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`Still open after ${SETTLE_MS / 1000} s: ${JSON.stringify(open)} (seed ${SEED})`);
}

function shuffle<T>(rows: T[]): T[] {
  const random = seededRandom(SEED).unit;
  return rows
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}
