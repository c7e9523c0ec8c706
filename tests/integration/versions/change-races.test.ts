import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import { reader } from "@/db/transaction";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { loadOrderVersion } from "@/lib/orders/use-cases/list-order-versions";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { getChangeRequest } from "@/lib/versions/use-cases/get-change-request";
import { rejectChange } from "@/lib/versions/use-cases/reject-change";
import { restoreVersion } from "@/lib/versions/use-cases/restore-version";
import { admin, agent, as, ask, auditOf, NOON, paidOrder, storyOf, supervisor, toShenzhen, versionsOf } from "../../support/change-world";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "shop" });
});
afterAll(() => database.drop());

const code = (error: unknown) => (error as { code?: string }).code;

/** Runs both at once and sorts the answers: what won, and the codes of what lost. */
async function race<T>(work: Promise<T>[]): Promise<{ won: T[]; lost: (string | undefined)[] }> {
  const settled = await Promise.allSettled(work);
  return {
    won: settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    lost: settled.flatMap((result) => (result.status === "rejected" ? [code(result.reason)] : [])),
  };
}

function platformSays(externalId: string, note: string) {
  const order = incomingOrder({
    shop: "shop",
    external_id: externalId,
    modified_at: new Date(NOON.getTime() + 60_000).toISOString(),
    buyer_note: note,
  });
  return ingestOrders(testCtx(), { orders: [order] });
}

describe("at the same moment", () => {
  it("two approvers press approve: one makes the version, the other reads that it was decided", async () => {
    for (let round = 0; round < 5; round++) {
      const order = await paidOrder("shop");
      const { id } = await ask(order);
      const { won, lost } = await race([supervisor, admin].map((ctx) => approveChange(ctx, { change_request_id: id })));
      expect(won).toHaveLength(1);
      expect(lost).toEqual(["versions.already_decided"]);
      expect(await versionsOf(order)).toHaveLength(2);
      expect(await storyOf(order)).toEqual(["change_requested", "change_approved"]);
      expect(await auditOf(id)).toEqual(["versions.request", "versions.approve"]);
    }
  });

  it("one approves and one rejects: exactly one verdict stands", async () => {
    const order = await paidOrder("shop");
    const { id } = await ask(order);
    const { won, lost } = await race([
      approveChange(supervisor, { change_request_id: id }),
      rejectChange(admin, { change_request_id: id, reason: "不行" }),
    ]);
    expect([won.length, lost]).toEqual([1, ["versions.already_decided"]]);
    expect(await versionsOf(order)).toHaveLength(won[0]?.state === "approved" ? 2 : 1);
  });

  it("five agents ask to edit one order: one request stands, four are told who is editing", async () => {
    const order = await paidOrder("shop");
    const { won, lost } = await race(Array.from({ length: 5 }, (_, index) => ask(order, toShenzhen, as(`专员${index}`, "agent"))));
    expect([won.length, lost]).toEqual([1, Array.from({ length: 4 }, () => "versions.already_active")]);
  });

  it("a supervisor approves while the platform updates the order: either both are versions, or the change fell and said why", async () => {
    for (let round = 0; round < 6; round++) {
      const external = `RACE${round}`;
      const order = await paidOrder("shop", { external_id: external });
      const { id } = await ask(order, toShenzhen);
      const [approval] = await Promise.allSettled([approveChange(supervisor, { change_request_id: id }), platformSays(external, `请尽快 ${round}`)]);
      const versions = await versionsOf(order);
      const change = await getChangeRequest(agent, { id });
      expect(versions.map((row) => row.version)).toEqual(versions.map((_, index) => index + 1));
      if (approval.status === "fulfilled") {
        expect(versions.map((row) => row.origin)).toEqual(["platform", "change_request", "platform"]);
        expect((await loadOrderVersion(reader(), { orderId: order, version: 3 })).receiver.province).toBe("广东省");
      } else {
        expect(code(approval.reason)).toBe("versions.invalidated");
        expect([change.state, change.decision_reason, versions.length]).toEqual(["invalidated", "order_changed", 2]);
      }
    }
  });
});

describe("restoring an earlier version", () => {
  it("writes its content as the next version and leaves every older one as it was", async () => {
    const order = await paidOrder("shop");
    const { id } = await ask(order, toShenzhen);
    await approveChange(supervisor, { change_request_id: id });
    const before = await rawSql()`select * from order_versions where order_id = ${order} order by version`;
    const restored = await restoreVersion(supervisor, { order_id: order, version: 1, base_version: 2, reason: "买家改回原地址" });
    expect(restored).toMatchObject({ version: 3, restored_from: 1 });
    expect(restored.changes).toContainEqual({ path: "receiver.province", before: "广东省", after: "浙江省" });
    expect(JSON.stringify(restored)).not.toContain("文三路138号");
    const load = (version: number) => loadOrderVersion(reader(), { orderId: order, version });
    expect(await load(3)).toEqual(await load(1));
    expect((await rawSql()`select * from order_versions where order_id = ${order} order by version`).slice(0, 2)).toEqual([...before]);
    expect(await versionsOf(order)).toContainEqual({ version: 3, origin: "restore", restored_from: 1 });
  });

  it("is refused to agents, when nothing would change, while a change is active, on a stale base and for an unknown version", async () => {
    const order = await paidOrder("shop");
    const restore = (ctx: typeof agent, version: number, base = 1) =>
      restoreVersion(ctx, { order_id: order, version, base_version: base, reason: "x" }).catch((error: unknown) => error);
    expect(await restore(agent, 1)).toMatchObject({ kind: "forbidden" });
    expect(await restore(supervisor, 1)).toMatchObject({ kind: "invalid", code: "versions.no_change" });
    expect(await restore(supervisor, 7)).toMatchObject({ kind: "not_found" });
    expect(await restore(supervisor, 1, 2)).toMatchObject({ kind: "conflict", code: "versions.stale_base" });
    await ask(order);
    expect(await restore(supervisor, 1)).toMatchObject({ kind: "conflict", code: "versions.already_active" });
  });

  it("ends where the parcel has left", async () => {
    const order = await paidOrder("shop");
    await approveChange(supervisor, { change_request_id: (await ask(order)).id });
    await recordOrderEvents(testCtx(), {
      order_id: order,
      events: [{ type: "outbound_scan", occurred_at: NOON.toISOString(), source_event_id: "scan" }],
    });
    await expect(restoreVersion(supervisor, { order_id: order, version: 1, reason: "x" })).rejects.toMatchObject({
      code: "versions.not_at_this_stage",
      params: { reason: "already_shipped" },
    });
  });
});
