import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { forgetKnownShops } from "@/lib/channels/store/shop-access";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { pullWindow } from "@/lib/channels/use-cases/pull-window";
import { inboxRow, openInboxIds } from "../../support/inbox-rows";
import { pullWorld } from "../../support/pull-world";

let world: Awaited<ReturnType<typeof pullWorld>>;
beforeEach(async () => {
  world = await pullWorld("pdd-pull");
});
afterEach(() => world.close());

const MINUTE = 60_000;

describe("planning", () => {
  test("the first window reaches back from the connection by the overlap, the next from the end of the one before", async () => {
    await world.minute();
    await world.minute();
    const [first, second] = await world.windows();
    const connected = world.ago(2).getTime();
    expect([first?.from.getTime(), first?.to.getTime()]).toEqual([connected - 2 * MINUTE, connected + MINUTE]);
    expect([second?.from.getTime(), second?.to.getTime()]).toEqual([connected - MINUTE, connected + 2 * MINUTE]);
    expect([first?.state, second?.state]).toEqual(["covered", "covered"]);
  });

  test("time longer than the platform's longest window is split into windows that touch", async () => {
    world.pass(100);
    await planPulls(world.ctx);
    const windows = await world.windows();
    expect(windows).toHaveLength(4);
    for (const [index, window] of windows.entries()) {
      expect(window.to.getTime() - window.from.getTime()).toBeLessThanOrEqual(29 * MINUTE);
      if (index > 0) expect(window.from).toEqual(windows[index - 1]?.to);
    }
    expect(windows.at(-1)?.to).toEqual(world.clock.now());
  });

  test("two planners at the same moment plan once, with one job a window", async () => {
    world.pass(1);
    const done = await Promise.all([planPulls(world.ctx), planPulls(world.ctx), planPulls(world.ctx)]);
    expect(done.reduce((sum, { planned }) => sum + planned, 0)).toBe(1);
    expect(await world.windows()).toHaveLength(1);
    const jobs = await rawSql()`select queue_name, key from graphile_worker.jobs where task_identifier = 'pull_window'`;
    expect(jobs).toMatchObject([{ queue_name: `pull:${world.shop.id}` }]);
  });

  test("nothing is planned while work is under way, while paused, or before the shop has an address", async () => {
    world.pass(1);
    await planPulls(world.ctx);
    world.pass(1);
    expect(await planPulls(world.ctx)).toMatchObject({ planned: 0, recalled: 1 });
    await world.workOff();
    await rawSql()`update shops set paused_at = ${world.clock.now().toISOString()}`;
    world.pass(5);
    expect(await planPulls(world.ctx)).toMatchObject({ planned: 0 });
    await rawSql()`update shops set paused_at = null, cover_from = null, settings = settings || '{"api_base_url": ""}'`;
    expect(await planPulls(world.ctx)).toMatchObject({ planned: 0 });
  });
});

describe("pulling", () => {
  test("brings in every page of a window, and the overlap brings nothing twice", async () => {
    for (let number = 0; number < 130; number++) world.sell(`261124-${String(number).padStart(3, "0")}`, 0);
    expect(await world.minute()).toEqual(["covered"]);
    expect(await world.orders()).toHaveLength(130);
    expect(await world.windows()).toMatchObject([{ created: 130, refused: 0 }]);
    expect(await world.minute()).toEqual(["covered"]);
    expect((await world.windows())[1]).toMatchObject({ created: 0 });
    const versions = await rawSql()`select max(version) as highest from orders`;
    expect(versions).toMatchObject([{ highest: 1 }]);
  });

  test("an order that cannot be taken becomes a dead letter, and neither stops the others nor the window", async () => {
    world.sell("261124-1");
    world.sell("261124-2", 0, { orderStatus: 77 });
    world.sell("261124-3");
    expect(await world.minute()).toEqual(["covered"]);
    expect(await world.orders()).toEqual(["261124-1", "261124-3"]);
    expect(await world.windows()).toMatchObject([{ created: 2, refused: 1 }]);
    const [id = ""] = await openInboxIds("channel");
    expect(await processChannelPush(world.ctx, { inboxId: id })).toBe("refuse");
    expect(await inboxRow(id)).toMatchObject({ state: "dead", reason: expect.stringContaining("77") });
    await world.minute();
    expect(await inboxRow(id)).toMatchObject({ state: "dead", repeats: 1 });
  });

  test("a worker that dies in the middle loses nothing: the window is planned again, pulled whole, and the dead one's words no longer count", async () => {
    for (let number = 0; number < 120; number++) world.sell(`261124-${String(number).padStart(3, "0")}`);
    world.pass(1);
    await planPulls(world.ctx);
    const [window] = await world.windows();
    const id = window?.id ?? "";
    await rawSql()`update pull_windows set state = 'running', attempts = 1, beat_at = ${world.clock.now().toISOString()} where id = ${id}`;
    expect(await pullWindow(world.ctx, { window_id: id })).toBe("busy");
    world.pass(3);
    expect(await planPulls(world.ctx)).toMatchObject({ lost: 1, recalled: 1 });
    expect(await world.workOff()).toEqual(["covered"]);
    expect(await pullWindow(world.ctx, { window_id: id })).toBe("settled");
    expect(await world.orders()).toHaveLength(120);
    expect((await world.windows())[0]).toMatchObject({ state: "covered", attempts: 2, created: 120 });
  });

  test("of two workers with the same window one pulls, and it is covered once", async () => {
    for (let number = 0; number < 40; number++) world.sell(`261124-${number}`);
    world.pass(1);
    await planPulls(world.ctx);
    const [window] = await world.windows();
    const both = await Promise.all([pullWindow(world.ctx, { window_id: window?.id ?? "" }), pullWindow(world.ctx, { window_id: window?.id ?? "" })]);
    expect(both.sort()).toEqual(["busy", "covered"]);
    expect(await world.windows()).toMatchObject([{ attempts: 1, created: 40 }]);
  });
});

describe("failing", () => {
  test("a platform that is away is asked again after a pause that grows, and brings everything when it is back", async () => {
    world.sell("261124-1");
    world.faults.serverErrorRate = 1;
    expect(await world.minute()).toEqual(["failed"]);
    expect(await world.windows()).toMatchObject([{ state: "failed", attempts: 1, error: expect.stringContaining("500") }]);
    expect(await world.workOff()).toEqual([]);
    expect(await world.minute()).toEqual(["failed"]);
    world.faults.serverErrorRate = 0;
    await world.minute();
    expect(await world.minute()).toContain("covered");
    expect(await world.orders()).toEqual(["261124-1"]);
    expect((await world.windows()).every(({ state }) => state === "covered")).toBe(true);
  });

  test("a throttle is waited out and says nothing against the platform", async () => {
    world.faults.throttleRate = 1;
    await world.minute();
    expect(await rawSql()`select failure_kind from pull_windows`).toMatchObject([{ failure_kind: "throttled" }]);
    expect(await rawSql()`select breaker_failures from shops`).toMatchObject([{ breaker_failures: 0 }]);
    world.faults.throttleRate = 0;
    expect(await world.minute()).toContain("covered");
  });

  test("an expired token is renewed once and the window goes on; where it cannot be renewed a person is asked for", async () => {
    world.sell("261124-1");
    world.faults.expiredToken = true;
    expect(await world.minute()).toEqual(["covered"]);
    expect(await world.orders()).toEqual(["261124-1"]);
    expect(await rawSql()`select action from audit_log where action = 'channels.refresh_access'`).toHaveLength(1);
    await rawSql()`update shops set refresh_token = null, access_token = null`;
    forgetKnownShops();
    expect(await world.minute()).toEqual(["failed"]);
    expect((await world.windows())[1]?.error).toContain("authorise the shop again");
  });

  test("after failures in a row the circuit opens, nothing is asked until its time, and one probe closes it", async () => {
    world.faults.serverErrorRate = 1;
    for (let minute = 0; minute < 20; minute++) await world.minute();
    expect(await rawSql()`select breaker_state, breaker_reason from shops`).toMatchObject([
      { breaker_state: "open", breaker_reason: expect.stringContaining("500") },
    ]);
    const [{ attempts } = { attempts: 0 }] = await world.windows();
    expect(attempts).toBeLessThan(8);
    expect(await world.windows()).toHaveLength(1);
    world.faults.serverErrorRate = 0;
    for (let minute = 0; minute < 20; minute++) await world.minute();
    expect(await rawSql()`select breaker_state, breaker_failures from shops`).toMatchObject([{ breaker_state: "closed", breaker_failures: 0 }]);
    expect((await world.windows()).every(({ state }) => state === "covered")).toBe(true);
  });
});
