import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { genericOrder } from "@/lib/channels/adapters/generic/fixtures";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { dropPush } from "@/lib/inbox/use-cases/drop-push";
import { repairPush } from "@/lib/inbox/use-cases/repair-push";
import { replayPushes } from "@/lib/inbox/use-cases/replay-pushes";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { viewPush } from "@/lib/inbox/use-cases/view-push";
import { newCtx } from "@/lib/shared/context";
import { inboxRow, orderIdOf } from "../../support/inbox-rows";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const ops = newCtx({ kind: "user", id: "0199c0de-0000-7000-8000-000000000001", name: "小周", role: "ops" });
let db: TestDatabase;
let shopId: string;
let otherShopId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = (await testShop({ code: "own", platform: "generic" })).id;
  otherShopId = (await testShop({ code: "other", platform: "generic" })).id;
});
beforeEach(async () => {
  await rawSql()`delete from inbox`;
});
afterAll(() => db.drop());

let pushes = 0;
const broken = (externalId: string) => ({ ...genericOrder({ external_id: externalId }), paid_at: "yesterday" });

/** A push that was worked on once. */
async function pushed(payload: unknown, shop = shopId): Promise<string> {
  pushes += 1;
  const push = { source: "channel" as const, scope: shop, shopId: shop, dedupeKey: `p-${pushes}`, topic: "generic.order", payload };
  const { id } = await withTransaction((tx) => storePush(tx, ctx, push));
  await processChannelPush(ctx, { inboxId: id });
  return id;
}
const auditOf = async (id: string) =>
  rawSql()<
    { action: string; reason: string | null; all: string }[]
  >`select action, reason, a::text as all from audit_log a where entity_id = ${id} order by at, id`;

describe("a dead letter", () => {
  test("is shown with personal data masked, in full for a purpose, and each look is written down", async () => {
    const id = await pushed(broken("R-1"));
    expect(await inboxRow(id)).toMatchObject({ state: "dead" });
    const masked = await viewPush(ops, { inbox_id: id });
    expect(masked).toMatchObject({ masked: true, state: "dead", original: null });
    expect(masked.payload).toContain("yesterday");
    expect(masked.payload).not.toContain("叶知秋");
    await expect(viewPush(ops, { inbox_id: id, reveal: true })).rejects.toMatchObject({ code: "inbox.purpose_missing" });
    expect((await viewPush(ops, { inbox_id: id, reveal: true, purpose: "修复" })).payload).toContain("叶知秋");
    expect((await auditOf(id)).map(({ action, reason }) => [action, reason])).toEqual([
      ["inbox.view", null],
      ["inbox.reveal", "修复"],
    ]);
  });

  test("is repaired: what came is kept, the work begins anew, and the order comes in", async () => {
    const id = await pushed(broken("R-2"));
    const payload = JSON.stringify(genericOrder({ external_id: "R-2" }));
    expect(await repairPush(ops, { inbox_id: id, payload, reason: "付款时间写错" })).toEqual({ inbox_id: id, state: "received" });
    const jobs = await rawSql()`select 1 from graphile_worker.jobs where key = ${`inbox:${id}`}`;
    expect(jobs).toHaveLength(1);
    await processChannelPush(ctx, { inboxId: id });
    expect(await inboxRow(id)).toMatchObject({ state: "processed", reason: null });
    expect(await orderIdOf("own", "R-2")).not.toBeNull();
    const seen = await viewPush(ops, { inbox_id: id });
    expect(seen.original).toContain("yesterday");
    expect(seen).toMatchObject({ repaired_by: "小周" });
    const audit = await auditOf(id);
    expect(audit[0]).toMatchObject({ action: "inbox.repair", reason: "付款时间写错" });
    expect(audit[0]?.all).not.toContain("叶知秋");
  });

  test("repaired twice still shows what came first", async () => {
    const id = await pushed(broken("R-3"));
    await repairPush(ops, { inbox_id: id, payload: '{"external_id":"R-3"}', reason: "试" });
    await processChannelPush(ctx, { inboxId: id });
    await repairPush(ops, { inbox_id: id, payload: JSON.stringify(genericOrder({ external_id: "R-3" })), reason: "再试" });
    expect((await viewPush(ops, { inbox_id: id })).original).toContain("yesterday");
  });

  test("is not repaired with what is no JSON, is no object, or is what it was; numbers too long for a double survive", async () => {
    const id = await pushed(broken("R-4"));
    const repair = (payload: string) => repairPush(ops, { inbox_id: id, payload, reason: "试" });
    await expect(repair('{"a":')).rejects.toMatchObject({ code: "inbox.not_json" });
    await expect(repair("7")).rejects.toMatchObject({ code: "inbox.not_json" });
    await expect(repair(JSON.stringify(broken("R-4")))).rejects.toMatchObject({ code: "inbox.nothing_repaired" });
    expect(await inboxRow(id)).toMatchObject({ state: "dead" });
    await repair('{"external_id":"R-4","tid":9007199254740993}');
    expect((await viewPush(ops, { inbox_id: id })).payload).toContain("9007199254740993");
  });

  test("is dropped with a reason, stays readable, and cannot be repaired or dropped again", async () => {
    const id = await pushed(broken("R-5"));
    await dropPush(ops, { inbox_id: id, reason: "测试订单" });
    expect(await inboxRow(id)).toMatchObject({ state: "dropped", reason: "测试订单" });
    expect((await auditOf(id))[0]).toMatchObject({ action: "inbox.drop", reason: "测试订单" });
    await expect(dropPush(ops, { inbox_id: id, reason: "x" })).rejects.toMatchObject({ kind: "conflict" });
    await expect(repairPush(ops, { inbox_id: id, payload: "{}", reason: "x" })).rejects.toMatchObject({ code: "inbox.not_repairable" });
  });

  test("of two people who repair it at the same moment one is told that it is done", async () => {
    const id = await pushed(broken("R-6"));
    const payload = JSON.stringify(genericOrder({ external_id: "R-6" }));
    const both = await Promise.allSettled([1, 2].map(() => repairPush(ops, { inbox_id: id, payload, reason: "修" })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is looked at, repaired and dropped by operations and administrators only", async () => {
    const id = await pushed(broken("R-7"));
    for (const role of ["agent", "finance", "auditor", "warehouse_supervisor"] as const) {
      const actor = newCtx({ kind: "user", id: "u", name: role, role });
      await expect(viewPush(actor, { inbox_id: id })).rejects.toMatchObject({ kind: "forbidden" });
      await expect(dropPush(actor, { inbox_id: id, reason: "x" })).rejects.toMatchObject({ kind: "forbidden" });
      await expect(repairPush(actor, { inbox_id: id, payload: "{}", reason: "x" })).rejects.toMatchObject({ kind: "forbidden" });
    }
  });
});

describe("after what they failed of was put right", () => {
  test("all dead letters of a shop are replayed at once, those of another shop stay", async () => {
    const own = [await pushed(broken("B-1")), await pushed(broken("B-2"))];
    const other = await pushed(broken("B-3"), otherShopId);
    const { results, left } = await replayPushes(ops, { shop_id: shopId });
    expect(results).toEqual(own.map((inbox_id) => ({ inbox_id, outcome: "replayed", reason: "" })));
    expect(left).toBe(0);
    expect(await inboxRow(other)).toMatchObject({ state: "dead" });
  });

  test("those of one reason are, and of those named each answers for itself", async () => {
    const [first, second] = [await pushed(broken("B-4")), await pushed({ external_id: "B-5" })];
    const { reason } = await inboxRow(first);
    expect((await replayPushes(ops, { reason: "paid_at" })).results.map(({ inbox_id }) => inbox_id)).toEqual(
      reason?.includes("paid_at") ? [first] : [],
    );
    const named = await replayPushes(ops, { inbox_ids: [first, second] });
    expect(named.results).toMatchObject([
      { inbox_id: first, outcome: "refused" },
      { inbox_id: second, outcome: "replayed" },
    ]);
    await expect(replayPushes(ops, {})).rejects.toMatchObject({ kind: "invalid" });
  });
});
