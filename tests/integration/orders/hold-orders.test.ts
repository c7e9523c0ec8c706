import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTransaction } from "@/db/transaction";
import { elapseBuffers } from "@/lib/orders/use-cases/elapse-buffers";
import { getOrder } from "@/lib/orders/use-cases/get-order";
import { getOrderBall } from "@/lib/orders/use-cases/get-order-ball";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { diffOrderVersions } from "@/lib/orders/use-cases/list-order-versions";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { placeHold, releaseHold } from "@/lib/orders/use-cases/place-hold";
import { revealReceiver } from "@/lib/orders/use-cases/reveal-receiver";
import { saveOrderVersion } from "@/lib/orders/use-cases/save-order-version";
import { newCtx } from "@/lib/shared/context";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const at = (text: string) => testCtx({ now: () => new Date(`2026-11-24T${text}+08:00`) });
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "s1" });
});
afterAll(() => database.drop());

async function made(externalId: string): Promise<string> {
  const { results } = await ingestOrders(at("09:02:00"), { orders: [incomingOrder({ shop: "s1", external_id: externalId })] });
  return results[0]?.order_id ?? "";
}

describe("the buffer", () => {
  it("lets a paid order go when it is over, once, and counts the wait as it really was", async () => {
    const id = await made("buffered");
    await elapseBuffers(at("09:30:00"));
    expect((await getOrder(testCtx(), { id })).status).toBe("paid");
    await elapseBuffers(at("09:45:00"));
    await elapseBuffers(at("09:46:00"));
    const order = await getOrder(testCtx(), { id });
    expect(order).toMatchObject({ status: "ready_to_ship", ready_at: new Date("2026-11-24T09:45:00+08:00").toISOString() });
    const ball = await getOrderBall(at("10:00:00"), { id });
    expect(ball.golden).toMatchObject({ ready: true, total_ms: 45 * 60_000, parts: { buyer: 60_000, buffer: 30 * 60_000, queue: 14 * 60_000 } });
    expect(ball.holder).toBe("queue");
  });

  it("does not let a held order go until the hold is released", async () => {
    const id = await made("held");
    const { hold_id } = await placeHold(at("09:10:00"), { order_id: id, reason: "等买家确认颜色" });
    await elapseBuffers(at("09:40:00"));
    expect(await getOrder(testCtx(), { id })).toMatchObject({ status: "paid", open_holds: 1 });
    await releaseHold(at("10:10:00"), { order_id: id, hold_id });
    await elapseBuffers(at("10:11:00"));
    expect(await getOrder(testCtx(), { id })).toMatchObject({ status: "ready_to_ship", open_holds: 0 });
    expect((await getOrderBall(at("10:11:00"), { id })).golden.parts).toMatchObject({ exception: 60 * 60_000 });
    await expect(releaseHold(at("10:12:00"), { order_id: id, hold_id })).rejects.toMatchObject({ kind: "conflict" });
  });

  it.each(["risk_review", "platform_hold"])("does not let an order go while its platform says %s", async (flag) => {
    const order = incomingOrder({ shop: "s1", external_id: flag, flags: [flag, "gift"] });
    const { results } = await ingestOrders(at("09:02:00"), { orders: [order] });
    const id = results[0]?.order_id ?? "";
    await elapseBuffers(at("12:00:00"));
    expect(await getOrder(testCtx(), { id })).toMatchObject({ status: "paid", ready_at: null });
    await ingestOrders(at("12:30:00"), { orders: [{ ...order, flags: ["gift"], modified_at: "2026-11-24T12:30:00+08:00" }] });
    await elapseBuffers(at("12:31:00"));
    expect(await getOrder(testCtx(), { id })).toMatchObject({ status: "ready_to_ship" });
  });

  it("releases a timed hold by itself", async () => {
    const id = await made("timed");
    await placeHold(at("09:10:00"), { order_id: id, reason: "预约", until: "2026-11-24T11:00:00+08:00" });
    await elapseBuffers(at("10:59:00"));
    expect((await getOrder(testCtx(), { id })).status).toBe("paid");
    await elapseBuffers(at("11:01:00"));
    expect((await getOrder(testCtx(), { id })).status).toBe("ready_to_ship");
  });
});

describe("a version staff made", () => {
  it("is refused on a stale base, and keeps its receiver over the platform's from then on", async () => {
    const id = await made("edited");
    const [order] = await withTransaction((tx) => loadOrderSnapshots(tx, { orderIds: [id] }));
    if (!order) throw new Error("The order is gone.");
    const content = { ...order.content, receiver: { ...order.content.receiver, address: "龙井路1号" } };
    const save = (expectedVersion: number) =>
      withTransaction((tx) => saveOrderVersion(tx, testCtx(), { orderId: id, expectedVersion, content, origin: "manual", reason: "改地址" }));
    expect(await save(1)).toEqual({ version: 2 });
    await expect(save(1)).rejects.toMatchObject({ kind: "conflict", code: "orders.stale_version" });
    await ingestOrders(testCtx(), {
      orders: [incomingOrder({ shop: "s1", external_id: "edited", modified_at: "2026-11-24T12:00:00+08:00", buyer_note: "快点" })],
    });
    const [after] = await withTransaction((tx) => loadOrderSnapshots(tx, { orderIds: [id] }));
    expect(after).toMatchObject({ version: 3, content: { receiver: { address: "龙井路1号" }, buyer_note: "快点" } });
    const diff = await diffOrderVersions(testCtx(), { order_id: id, version: 2, against: 1 });
    expect(diff.changes.map((change) => change.path)).toEqual(["receiver.address"]);
    expect(JSON.stringify(diff)).not.toContain("138号");
  });
});

describe("revealing", () => {
  it("answers the plain receiver for a purpose, and refuses a role without it", async () => {
    const id = await made("revealed");
    const agent = newCtx({ kind: "user", id: "u1", name: "小王", role: "agent" });
    expect(await revealReceiver(agent, { order_id: id, purpose: "call_buyer" })).toMatchObject({ name: "张三丰", phone: "13812348000" });
    const auditor = newCtx({ kind: "user", id: "u2", name: "审计", role: "auditor" });
    await expect(revealReceiver(auditor, { order_id: id, purpose: "call_buyer" })).rejects.toMatchObject({ kind: "forbidden" });
    await expect(revealReceiver(agent, { order_id: id, purpose: "curiosity" as never })).rejects.toMatchObject({ kind: "invalid" });
  });
});
