import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { type Tx, withTransaction } from "@/db/transaction";
import type { Handler } from "@/lib/events/core/handler";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { relayEvents } from "@/lib/events/use-cases/relay-events";
import { sweepOutbox } from "@/lib/events/use-cases/sweep-outbox";
import { tellLive } from "@/lib/events/use-cases/tell-live";
import { newId } from "@/lib/shared/ids";
import { testCtx } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const POISON = newId();
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterEach(async () => {
  await rawSql()`truncate outbox_events, effects, live_events`;
  await rawSql()`delete from graphile_worker._private_jobs`;
});
afterAll(() => db.drop());

const failing: Handler<Tx> = {
  name: "test_failing",
  types: ["order.created"],
  async run(_tx, _ctx, events) {
    if (events.some((event) => event.type === "order.created" && event.payload.order_id === POISON)) throw new Error("This one cannot be handled.");
  },
};

async function emit(orderIds: string[]): Promise<string[]> {
  const shopId = newId();
  await withTransaction((tx) =>
    emitEvents(
      tx,
      ctx,
      orderIds.map((order_id) => ({ type: "order.created" as const, payload: { order_id, shop_id: shopId } })),
    ),
  );
  const rows = await rawSql()<{ id: string }[]>`select id from outbox_events where payload->>'shop_id' = ${shopId}`;
  return rows.map((row) => row.id);
}

const told = async () => (await rawSql()`select 1 from live_events`).length;
const stateOf = async (orderId: string) =>
  (await rawSql()`select state, attempts, last_error from outbox_events where payload->>'order_id' = ${orderId}`)[0];

test("events relayed by several workers at once take effect once", async () => {
  const ids = await emit(Array.from({ length: 50 }, newId));
  await Promise.all(Array.from({ length: 6 }, () => relayEvents(ctx, { ids, handlers: [tellLive] })));
  await relayEvents(ctx, { ids, handlers: [tellLive] });
  expect(await told()).toBe(50);
  expect(await rawSql()`select 1 from outbox_events where state <> 'done'`).toHaveLength(0);
});

test("an effect that is there already is not repeated, though its event was left pending", async () => {
  const ids = await emit([newId()]);
  await relayEvents(ctx, { ids, handlers: [tellLive] });
  await rawSql()`update outbox_events set state = 'pending'`;
  await relayEvents(ctx, { ids, handlers: [tellLive] });
  expect(await told()).toBe(1);
});

test("an event no handler can take holds up no other, and is dead with its reason after its attempts", async () => {
  const ids = await emit([newId(), POISON, newId()]);
  const relay = () => relayEvents(ctx, { ids, handlers: [failing, tellLive] });
  await expect(relay()).rejects.toThrow("1 of 3 events failed; the first says: This one cannot be handled.");
  expect(await told()).toBe(2);
  expect(await stateOf(POISON)).toEqual({ state: "pending", attempts: 1, last_error: "This one cannot be handled." });
  for (let attempt = 2; attempt < 12; attempt++) await expect(relay()).rejects.toThrow("cannot be handled");
  expect(await relay()).toEqual({ relayed: 0, failed: 0 });
  expect(await stateOf(POISON)).toMatchObject({ state: "dead", attempts: 12 });
});

test("the sweep gives a job to events that lost theirs, and hurries none that waits for its next attempt", async () => {
  const [lost = "", waiting = "", fresh = ""] = [newId(), newId(), newId()];
  await emit([lost, waiting, fresh]);
  await rawSql()`delete from graphile_worker._private_jobs`;
  const age = (orderId: string, seconds: number, attempts: number) =>
    rawSql()`update outbox_events set created_at = now() - make_interval(secs => ${seconds}), attempts = ${attempts} where payload->>'order_id' = ${orderId}`;
  await age(lost, 25, 0);
  await age(waiting, 120, 5);
  expect(await sweepOutbox(ctx)).toEqual({ swept: 1 });
  await age(waiting, 600, 5);
  expect(await sweepOutbox(ctx)).toEqual({ swept: 2 });
  const jobs = await rawSql()<{ ids: string }[]>`select payload->>'ids' as ids from graphile_worker._private_jobs`;
  expect(jobs.map((job) => JSON.parse(job.ids).length).sort()).toEqual([1, 2]);
});
