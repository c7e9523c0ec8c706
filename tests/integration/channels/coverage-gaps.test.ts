import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { reader } from "@/db/transaction";
import { listCovered } from "@/lib/channels/store/coverage-store";
import { compactPulls } from "@/lib/channels/use-cases/compact-pulls";
import { getBackfill } from "@/lib/channels/use-cases/get-backfill";
import { listCoverage } from "@/lib/channels/use-cases/list-coverage";
import { listCoverageGaps } from "@/lib/channels/use-cases/list-coverage-gaps";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { startBackfill } from "@/lib/channels/use-cases/start-backfill";
import { newCtx } from "@/lib/shared/context";
import { pullWorld } from "../../support/pull-world";
import { testCtx } from "../../support/shops";

let world: Awaited<ReturnType<typeof pullWorld>>;
beforeEach(async () => {
  world = await pullWorld("pdd-map");
});
afterEach(() => world.close());

const gaps = () => listCoverageGaps(reader(), { now: world.clock.now() });
const backfill = (from: Date, to: Date, dry_run = false) =>
  startBackfill(world.ctx, { shop: "pdd-map", from: from.toISOString(), to: to.toISOString(), dry_run });

/** The schedule runs on, but this shop's pulls of `minutes` are lost without a word, as in an outage nobody saw. */
async function outage(minutes: number): Promise<{ from: Date; to: Date }> {
  for (let minute = 0; minute < 5; minute++) await world.minute();
  const from = world.clock.now();
  world.pass(minutes);
  return { from, to: world.clock.now() };
}

describe("thirty minutes without pulls", () => {
  test("are a gap that names the shop and the interval, and keeps its beginning while it grows", async () => {
    expect(await gaps()).toEqual([]);
    const { from, to } = await outage(30);
    expect(await gaps()).toEqual([{ shopId: world.shop.id, shopCode: "pdd-map", shopName: world.shop.name, from, to }]);
    world.pass(5);
    expect(await gaps()).toMatchObject([{ from, to: world.clock.now() }]);
    expect((await listCoverage(world.ctx, { shop: "pdd-map" })).shops).toMatchObject([{ gaps: 1, pulls: "on" }]);
  });

  test("are closed by the next pulls by themselves, which reach back to where the last one ended", async () => {
    await outage(30);
    world.sell("261124-1", 15);
    await world.minute();
    expect(await gaps()).toEqual([]);
    expect(await world.orders()).toEqual(["261124-1"]);
  });

  test("that nobody will pull any more are closed by a backfill, which counts first and brings nothing twice", async () => {
    const { from, to } = await outage(30);
    world.sell("261124-new", 20);
    world.sell("261124-here", 10);
    await rawSql()`insert into pull_windows (id, shop_id, kind, from_at, to_at, state, requested_by)
      values (gen_random_uuid(), ${world.shop.id}, 'scheduled', ${from.toISOString()}, ${to.toISOString()}, 'abandoned', 'test')`;
    await world.minute();
    await world.minute();
    expect(await gaps()).toMatchObject([{ from }]);
    const [gap] = await gaps();
    const until = gap?.to ?? to;
    await backfill(world.ago(13), world.ago(11));
    await world.workOff();
    expect(await world.orders()).toEqual(["261124-here"]);

    expect((await backfill(from, until, true)).count).toMatchObject({ listed: 2, new: 1, newer: 0, same: 1, counted_until: until.toISOString() });
    const { backfill: started } = await backfill(from, until);
    expect((await backfill(from, until)).backfill?.id).toBe(started?.id);
    await world.workOff();
    expect(await getBackfill(world.ctx, { id: started?.id ?? "" })).toMatchObject({ done: true, listed: 2, created: 1, unchanged: 1, refused: 0 });
    expect(await gaps()).toEqual([]);
    expect((await backfill(from, until, true)).count).toMatchObject({ new: 0, newer: 0, same: 2 });
    expect(await rawSql()`select action from audit_log where action = 'channels.backfill'`).toHaveLength(2);
  });
});

describe("windows that fail silently", () => {
  test("planned and never started is a gap once it is old", async () => {
    await world.minute();
    world.pass(1);
    await planPulls(world.ctx);
    world.pass(9);
    expect(await gaps()).toEqual([]);
    world.pass(2);
    expect(await gaps()).toMatchObject([{ shopCode: "pdd-map", from: world.ago(12) }]);
    await world.workOff();
    await world.minute();
    expect(await gaps()).toEqual([]);
  });

  test("running without a sign of life is a gap too, until it is planned again and pulled", async () => {
    await world.minute();
    world.sell("261124-1");
    world.pass(1);
    await planPulls(world.ctx);
    await rawSql()`update pull_windows set state = 'running', beat_at = ${world.clock.now().toISOString()} where state = 'planned'`;
    world.pass(30);
    expect(await gaps()).toMatchObject([{ from: world.ago(31) }]);
    await planPulls(world.ctx);
    await world.workOff();
    await world.minute();
    expect(await gaps()).toEqual([]);
    expect(await world.orders()).toEqual(["261124-1"]);
  });
});

test("a pause is no gap until it looks forgotten; what it left out is pulled when it ends", async () => {
  await world.minute();
  await rawSql()`update shops set paused_at = ${world.clock.now().toISOString()}`;
  world.pass(180);
  await planPulls(world.ctx);
  expect(await gaps()).toEqual([]);
  expect((await listCoverage(world.ctx)).shops).toMatchObject([{ pulls: "paused", gaps: 0 }]);
  world.pass(61);
  expect(await gaps()).toHaveLength(1);
  await rawSql()`update shops set paused_at = null`;
  await world.minute();
  expect(await gaps()).toEqual([]);
});

test("the map draws covered, failed and what is due, with what each brought", async () => {
  world.sell("261124-1");
  await world.minute();
  world.faults.serverErrorRate = 1;
  await world.minute();
  world.pass(1);
  const { shops } = await listCoverage(world.ctx, { shop: "pdd-map" });
  expect(shops[0]?.segments).toMatchObject([
    { state: "covered", windows: 1, listed: 1, created: 1 },
    { state: "failed", windows: 1, error: expect.stringContaining("500") },
    { state: "due", windows: 0 },
  ]);
  expect(shops[0]).toMatchObject({ breaker: { state: "closed", failures: 1 }, last_error: expect.stringContaining("500") });
});

test("old covered windows become one row a stretch, and what is covered stays the same", async () => {
  world.sell("261124-1");
  for (let minute = 0; minute < 6; minute++) await world.minute();
  const { from } = await outage(15);
  await rawSql()`update pull_windows set state = 'abandoned' where to_at = (select max(to_at) from pull_windows)`;
  await world.minute();
  await rawSql()`update pull_windows set from_at = ${world.ago(5).toISOString()} where to_at = (select max(to_at) from pull_windows)`;
  const covered = () => listCovered(reader(), world.ago(10_000));
  const before = await covered();
  expect(before).toHaveLength(2);
  const later = testCtx({ now: () => new Date(world.clock.now().getTime() + 20 * 86_400_000) });
  await compactPulls(later);
  expect(await covered()).toEqual(before);
  const windows = (await world.windows()).filter(({ state }) => state === "covered");
  // A stretch over midnight is a row for each day.
  expect(windows.length).toBeLessThanOrEqual(3);
  expect(windows.reduce((sum, { created }) => sum + created, 0)).toBe(1);
  expect(before[0]?.to.getTime()).toBeLessThan(from.getTime());
  expect(await compactPulls(later)).toEqual({ compacted_pulls: 0 });
});

test("a backfill is refused to those who may not, in the future, and on a shop that only pushes", async () => {
  const reading = newCtx({ kind: "user", id: "u", name: "客服", role: "agent" }, world.clock);
  const range = { from: world.ago(60).toISOString(), to: world.ago(30).toISOString() };
  await expect(startBackfill(reading, { shop: "pdd-map", ...range })).rejects.toMatchObject({ kind: "forbidden" });
  await expect(backfill(world.ago(30), world.ago(-30))).rejects.toMatchObject({ code: "channels.range_in_future" });
  await expect(backfill(world.ago(30), world.ago(30))).rejects.toMatchObject({ kind: "invalid" });
  await expect(startBackfill(world.ctx, { shop: "nobody", ...range })).rejects.toMatchObject({ kind: "not_found" });
  expect(await world.windows()).toEqual([]);
});
