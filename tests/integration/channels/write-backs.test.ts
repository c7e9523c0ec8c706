import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { evaluateAlerts } from "@/lib/alerts/use-cases/evaluate-alerts";
import { listAlerts } from "@/lib/alerts/use-cases/list-alerts";
import { dropWriteBack } from "@/lib/channels/use-cases/drop-write-back";
import { listWriteBacks } from "@/lib/channels/use-cases/list-write-backs";
import { retryWriteBack } from "@/lib/channels/use-cases/retry-write-back";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { saveOrderVersion } from "@/lib/orders/use-cases/save-order-version";
import { newCtx } from "@/lib/shared/context";
import { relayOutbox } from "../../support/relay-outbox";
import { writeBackWorld } from "../../support/write-back-world";

let world: Awaited<ReturnType<typeof writeBackWorld>>;
beforeEach(async () => {
  world = await writeBackWorld("told");
});
afterEach(() => world.close());

const story = async (orderId: string) =>
  (
    await rawSql()<{ type: string }[]>`select type from order_events where order_id = ${orderId} and type like 'platform%told' order by recorded_at`
  ).map(({ type }) => type);

describe("a parcel that leaves", () => {
  test("is told to its platform once, with the platform's own code of the carrier, and stands in the order's story", async () => {
    const id = await world.order("W-1");
    await world.scan(id, { carrier: "中通快递", number: "7530" });
    expect(await world.jobs()).toBe(1);
    expect(await world.send()).toEqual({ sent: 1, failed: 0, stopped: 0 });
    expect(world.books.shipments).toEqual([{ externalId: "W-1", carrier: "115", trackingNumber: "7530", lines: null, replaces: false }]);
    expect(await world.writeBacks()).toMatchObject([{ key: "zhongtong:7530", state: "sent", attempts: 1 }]);
    expect(await story(id)).toEqual(["platform_told"]);
    await world.scan(id, { number: "7530" });
    expect(await world.send()).toEqual({ sent: 0, failed: 0, stopped: 0 });
    expect(world.books.shipments).toHaveLength(1);
  });

  test("that the platform told us itself is not told back", async () => {
    world.sell("W-2", 0, { orderStatus: 2, parcels: [{ logisticsId: 115, trackingNumber: "7531" }], shippedAt: world.clock.now() });
    await world.minute();
    await relayOutbox(world.ctx);
    const [order] = await rawSql()<{ id: string }[]>`select order_id as id from parcel_orders`;
    await world.scan(order?.id ?? "", { number: "7531" });
    expect(await world.writeBacks()).toEqual([]);
  });

  test("with a whole shipment group is told to every source order, and all of them have left", async () => {
    const ids = [await world.order("W-3"), await world.order("W-4")];
    await rawSql()`
      with g as (insert into shipment_groups (id, state, approved_by, created_at, updated_at) values (gen_random_uuid(), 'printed', '王', now(), now()) returning id),
      m as (insert into shipment_group_orders (id, group_id, order_id, joined_at) select gen_random_uuid(), g.id, o::uuid, now() from g, unnest(${ids}::text[]) o)
      update orders set shipment_group_id = (select id from g) where id = any(${ids}::uuid[])`;
    await world.scan(ids[0] ?? "", { number: "7540" });
    expect(await world.send()).toMatchObject({ sent: 2 });
    expect(world.books.shipments.map(({ externalId, trackingNumber }) => [externalId, trackingNumber])).toEqual([
      ["W-3", "7540"],
      ["W-4", "7540"],
    ]);
    const left = await rawSql()`select status from orders where id = any(${ids}::uuid[])`;
    expect(left.map(({ status }) => status)).toEqual(["shipped", "shipped"]);
  });

  test("in the place of one not told yet is told alone; in the place of one that was told it is a correction", async () => {
    const id = await world.order("W-5");
    await world.scan(id, { number: "1" });
    await world.scan(id, { number: "2", replaces: "1" });
    await world.send();
    await world.scan(id, { number: "3", replaces: "2" });
    await world.send();
    expect(world.books.shipments.map(({ trackingNumber, replaces }) => [trackingNumber, replaces])).toEqual([
      ["2", false],
      ["3", true],
    ]);
    expect((await world.writeBacks()).map(({ state }) => state)).toEqual(["dropped", "sent", "sent"]);
  });

  test("with some lines that nobody named stops until they are named", async () => {
    const id = await world.order("W-6");
    await world.scan(id, { number: "1", partial: true });
    expect(await world.send()).toEqual({ sent: 0, failed: 0, stopped: 0 });
    const [stopped] = await world.writeBacks();
    expect(stopped).toMatchObject({ state: "stopped", failure_kind: "refused" });
    const [line] = await rawSql()<{ id: string }[]>`select external_line_id as id from order_lines where order_id = ${id}`;
    await expect(retryWriteBack(world.ctx, { write_back_id: stopped?.id ?? "", line_ids: ["nobody"] })).rejects.toMatchObject({ kind: "invalid" });
    expect(await retryWriteBack(world.ctx, { write_back_id: stopped?.id ?? "", line_ids: [line?.id ?? ""] })).toMatchObject({ state: "pending" });
    expect(await world.send()).toMatchObject({ sent: 1 });
  });
});

describe("when the platform does not take it", () => {
  test("a failure that heals is tried again by the sweep, later and later, and nothing is told twice", async () => {
    const id = await world.order("W-7");
    await world.scan(id, { number: "1" });
    world.faults.serverErrorRate = 1;
    expect(await world.send()).toEqual({ sent: 0, failed: 1, stopped: 0 });
    expect(await world.send()).toEqual({ sent: 0, failed: 0, stopped: 0 });
    world.faults.serverErrorRate = 0;
    expect(await world.sweep()).toEqual({ lost: 0, shops: 0 });
    world.pass(1);
    expect(await world.sweep()).toEqual({ lost: 0, shops: 1 });
    expect(await world.send()).toMatchObject({ sent: 1 });
    expect(world.books.shipments).toHaveLength(1);
  });

  test("one that would meet the next parcel too ends the run, and an open circuit keeps everything waiting", async () => {
    for (const name of ["W-8", "W-9"]) await world.scan(await world.order(name), { number: name });
    world.faults.serverErrorRate = 1;
    expect(await world.send()).toEqual({ sent: 0, failed: 1, stopped: 0 });
    await rawSql()`update shops set breaker_state = 'open', breaker_failures = 5, breaker_retry_at = ${new Date(world.clock.now().getTime() + 60_000).toISOString()}`;
    expect(await world.send()).toEqual({ sent: 0, failed: 0, stopped: 0 });
    expect((await world.writeBacks()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ["failed", 1],
      ["pending", 0],
    ]);
    world.faults.serverErrorRate = 0;
    world.pass(2);
    expect(await world.send()).toMatchObject({ sent: 2 });
    const [shop] = await rawSql()`select breaker_state from shops`;
    expect(shop?.breaker_state).toBe("closed");
  });

  test("an expired token is renewed in the run", async () => {
    const id = await world.order("W-10");
    await world.scan(id, { number: "1" });
    world.faults.expiredToken = true;
    expect(await world.send()).toMatchObject({ sent: 1 });
  });

  test("a refusal stops it, is told as an alert and in the story, and a person tries it again or drops it with a reason", async () => {
    const ids = [await world.order("W-11"), await world.order("W-12")];
    for (const [index, id] of ids.entries()) await world.scan(id, { number: String(index) });
    world.books.state.refuse = "订单状态不允许发货，联系 13600002222";
    expect(await world.send()).toEqual({ sent: 0, failed: 0, stopped: 2 });
    const [first, second] = await world.writeBacks();
    expect(first).toMatchObject({ state: "stopped", failure_kind: "refused", error: expect.stringContaining("136****2222") });
    expect(await story(ids[0] ?? "")).toEqual(["platform_not_told"]);
    await evaluateAlerts(world.ctx);
    expect((await listAlerts(world.ctx, { rule: "write_back_stopped" })).alerts).toHaveLength(2);

    world.books.state.refuse = null;
    await retryWriteBack(world.ctx, { write_back_id: first?.id ?? "" });
    await dropWriteBack(world.ctx, { write_back_id: second?.id ?? "", reason: "线下已处理" });
    expect(await world.send()).toMatchObject({ sent: 1 });
    await evaluateAlerts(world.ctx);
    expect((await listAlerts(world.ctx, { rule: "write_back_stopped" })).alerts).toEqual([]);
    const acts = await rawSql()`select action, reason from audit_log where entity_type = 'write_back' order by at, id`;
    expect(acts.map(({ action }) => action)).toEqual(["channels.retry_write_back", "channels.drop_write_back"]);
    await expect(retryWriteBack(world.ctx, { write_back_id: first?.id ?? "" })).rejects.toMatchObject({ kind: "conflict" });
  });

  test("a carrier that the platform has no code for is put right and told", async () => {
    const id = await world.order("W-13");
    await world.scan(id, { carrier: "自家车队", number: "1" });
    await world.send();
    const [stopped] = await world.writeBacks();
    expect(stopped).toMatchObject({ state: "stopped", error: expect.stringContaining("自家车队") });
    await retryWriteBack(world.ctx, { write_back_id: stopped?.id ?? "", carrier: "yunda" });
    await world.send();
    expect(world.books.shipments).toMatchObject([{ carrier: "121", trackingNumber: "1" }]);
  });

  test("more parcels than it takes, or corrections than it allows, stop without asking it", async () => {
    const id = await world.order("W-14");
    await world.scan(id, { number: "0" });
    for (let n = 1; n <= 7; n++) await world.scan(id, { number: String(n), replaces: String(n - 1) }).then(world.send);
    const rows = await world.writeBacks();
    expect(rows.at(-1)).toMatchObject({ state: "stopped", failure_kind: "over_limit" });
    const asked = world.books.shipments.length;
    const other = await world.order("W-15");
    for (let n = 0; n < 21; n++) await world.scan(other, { number: `P${n}` });
    expect(await world.send()).toEqual({ sent: 20, failed: 0, stopped: 1 });
    expect(world.books.shipments).toHaveLength(asked + 20);
  }, 60_000);
});

test("two parcels of one order go in their order: the second waits for the first, whatever holds that up", async () => {
  const id = await world.order("W-16");
  await world.scan(id, { number: "1" });
  await world.scan(id, { number: "2" });
  world.faults.serverErrorRate = 1;
  await world.send();
  world.faults.serverErrorRate = 0;
  expect(await world.send()).toMatchObject({ sent: 0 });
  world.pass(1);
  expect(await world.send()).toMatchObject({ sent: 2 });
  expect(world.books.shipments.map(({ trackingNumber }) => trackingNumber)).toEqual(["1", "2"]);
});

test("a sender that died between telling and keeping it is followed by another; the platform's 'told already' is done", async () => {
  const id = await world.order("W-17");
  await world.scan(id, { number: "7530" });
  await rawSql()`update write_backs set state = 'sending', attempts = 1, next_try_at = ${new Date(world.clock.now().getTime() + 120_000).toISOString()}`;
  expect(await world.send()).toMatchObject({ sent: 0 });
  world.books.state.refuse = "订单已发货";
  world.sell("W-17", 0, { parcels: [{ logisticsId: 115, trackingNumber: "7530" }] });
  world.pass(3);
  expect(await world.sweep()).toEqual({ lost: 1, shops: 1 });
  expect(await world.send()).toMatchObject({ sent: 1 });
  expect(await world.writeBacks()).toMatchObject([{ state: "sent", attempts: 2 }]);
});

test("two runs at the same moment tell it once", async () => {
  await world.scan(await world.order("W-18"), { number: "1" });
  const runs = await Promise.all([world.send(), world.send(), world.send()]);
  expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(1);
  expect(world.books.shipments).toHaveLength(1);
});

test("a paused shop tells nothing and loses nothing", async () => {
  const id = await world.order("W-19");
  await rawSql()`update shops set paused_at = now()`;
  await world.scan(id, { number: "1" });
  expect(await world.send()).toMatchObject({ sent: 0 });
  await rawSql()`update shops set paused_at = null`;
  expect(await world.send()).toMatchObject({ sent: 1 });
});

test("a seller note changed by an approved version is told; the newest note takes the place of one that waits", async () => {
  const id = await world.order("W-20");
  const note = async (text: string, expectedVersion: number, origin: "change_request" | "platform") => {
    await withTransaction(async (tx) => {
      const [order] = await loadOrderSnapshots(tx, { orderIds: [id] });
      if (!order) throw new Error("The order is gone.");
      const content = { ...order.content, seller_note: text };
      await saveOrderVersion(tx, world.ctx, { orderId: id, expectedVersion, content, origin, reason: "顾客来电" });
    });
    await relayOutbox(world.ctx);
  };
  await note("易碎", 1, "change_request");
  await note("易碎，改发顺丰", 2, "change_request");
  await note("平台写的", 3, "platform");
  expect(await world.send()).toMatchObject({ sent: 1 });
  expect(world.books.notes).toEqual([{ externalId: "W-20", note: "易碎，改发顺丰" }]);
  expect((await world.writeBacks()).map(({ kind, key, state }) => [kind, key, state])).toEqual([
    ["note", "2", "dropped"],
    ["note", "3", "sent"],
  ]);
});

test("the ledger is read by state, shop and order, page by page, and only those who may change it do", async () => {
  const ids = [await world.order("W-21"), await world.order("W-22"), await world.order("W-23")];
  for (const [index, id] of ids.entries()) await world.scan(id, { number: String(index) });
  const first = await listWriteBacks(world.ctx, { status: "pending", shop: "told", limit: 2 });
  const second = await listWriteBacks(world.ctx, { status: "pending", shop: "told", limit: 2, cursor: first.next_cursor ?? "" });
  expect([...first.write_backs, ...second.write_backs].map(({ external_id }) => external_id).sort()).toEqual(["W-21", "W-22", "W-23"]);
  expect(second.next_cursor).toBeNull();
  expect((await listWriteBacks(world.ctx, { order_id: ids[0] })).write_backs).toMatchObject([{ carrier: "zhongtong", tracking_number: "0" }]);
  const finance = newCtx({ kind: "user", id: "u", name: "财务", role: "finance" }, world.clock);
  await expect(dropWriteBack(finance, { write_back_id: first.write_backs[0]?.id ?? "", reason: "x" })).rejects.toMatchObject({ kind: "forbidden" });
});
