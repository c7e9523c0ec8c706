import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { approveMerge } from "@/lib/merging/use-cases/approve-merge";
import { confirmGroup, printGroup } from "@/lib/merging/use-cases/confirm-group";
import { expireSuggestions } from "@/lib/merging/use-cases/expire-suggestions";
import { getShipmentGroup } from "@/lib/merging/use-cases/get-shipment-group";
import { listMergeSuggestions } from "@/lib/merging/use-cases/list-merge-suggestions";
import { rejectMerge } from "@/lib/merging/use-cases/reject-merge";
import { reviewGroups } from "@/lib/merging/use-cases/review-groups";
import { snoozeMerge } from "@/lib/merging/use-cases/snooze-merge";
import { unmergeOrders } from "@/lib/merging/use-cases/unmerge-orders";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { newCtx } from "@/lib/shared/context";
import { ROLES } from "@/lib/shared/role";
import { incomingOrder } from "../../support/incoming-order";
import { detect, household, MERGE_NOW, mergeClock, placeOrders, staff, suggestionsOf } from "../../support/merge-world";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "s1" });
});
afterAll(() => database.drop());

let houses = 0;

/** Orders of one new household, detected: their ids and the suggestion's. */
async function suggested(members = 2): Promise<{ ids: string[]; suggestion_id: string; names: string[] }> {
  houses += 1;
  const names = Array.from({ length: members }, (_, index) => `h${houses}-${index}`);
  const ids = await placeOrders(names.map((external_id) => ({ shop: "s1", external_id, ...household(houses) })));
  await detect(ids);
  const [found] = await suggestionsOf(ids);
  if (!found) throw new Error("Nothing was suggested.");
  return { ids, suggestion_id: found.id, names };
}

async function merged(members = 2) {
  const world = await suggested(members);
  return { ...world, group_id: (await approveMerge(staff("王主管"), { suggestion_id: world.suggestion_id })).group_id };
}

/** Everything of these orders that merging might touch, and a hash of the rest. */
const ordersOf = async (ids: string[]) =>
  [...(await rawSql()`select to_jsonb(o) - 'updated_at' as row from orders o where id = any(${ids}::uuid[]) order by id`)].map((entry) => entry.row);
const auditOf = async (entityId: string) =>
  [...(await rawSql()<{ action: string }[]>`select action from audit_log where entity_id = ${entityId} order by id`)].map((entry) => entry.action);
const happened = (order_id: string, type: "cancelled" | "outbound_scan") =>
  recordOrderEvents(testCtx(mergeClock), { order_id, events: [{ type, occurred_at: MERGE_NOW.toISOString(), source_event_id: type }] });
const review = (orderIds: string[], cause: string) => withTransaction((tx) => reviewGroups(tx, testCtx(mergeClock), { orderIds, cause }));
const refund = (name: string, number: number) =>
  placeOrders([
    incomingOrder({
      shop: "s1",
      external_id: name,
      ...household(number),
      modified_at: "2026-11-24T09:09:00+08:00",
      lines: [{ external_line_id: "1", sku: "TS-W-L", title: "T恤 白 L", quantity: 1, unit_price: 12_900, paid: 12_800, refund_status: "requested" }],
    }),
  ]);

describe("approval", () => {
  it("makes a shipment group of the orders, in one transaction with timeline, audit and events", async () => {
    const { ids, group_id, suggestion_id, names } = await merged(3);
    const group = await getShipmentGroup(staff("王主管"), { id: group_id });
    expect(group).toMatchObject({ state: "approved", approved_by: "王主管", unmerge: { allowed: true, cost: "free" } });
    expect(group.number).toMatch(/^HD-\d{6}$/);
    expect(group.members.map((member) => member.external_id).sort()).toEqual(names);
    expect((await ordersOf(ids)).every((row) => row.shipment_group_id === group_id)).toBe(true);
    expect(await auditOf(suggestion_id)).toEqual(["merging.approve"]);
    const [told] = await rawSql()`select count(*)::int as n from order_events where type = 'merge_approved' and order_id = any(${ids}::uuid[])`;
    expect(told?.n).toBe(3);
    const [events] =
      await rawSql()`select count(*)::int as n from outbox_events where payload->>'group_id' = ${group_id} or payload->>'suggestion_id' = ${suggestion_id} and type = 'merge.decided'`;
    expect(events?.n).toBe(2);
  });

  it("is refused with the rule named when a refund came in between, and the suggestion is blocked", async () => {
    const { suggestion_id, names, ids } = await suggested();
    await refund(names[1] ?? "", houses);
    await expect(approveMerge(staff("王主管"), { suggestion_id })).rejects.toMatchObject({
      kind: "conflict",
      code: "merging.blocked",
      params: { rules: "no_open_refund" },
    });
    expect(await suggestionsOf(ids)).toMatchObject([{ state: "blocked", rules: ["no_open_refund"] }]);
    expect(await auditOf(suggestion_id)).toEqual(["merging.approve_refused"]);
    expect((await ordersOf(ids)).every((row) => row.shipment_group_id === null)).toBe(true);
  });

  it("waits for a refund that is being written, and then refuses", async () => {
    const { suggestion_id, names, ids } = await suggested();
    const outcomes = await Promise.allSettled([refund(names[0] ?? "", houses), approveMerge(staff("王主管"), { suggestion_id })]);
    expect(outcomes[0]?.status).toBe("fulfilled");
    await review(ids, "refund");
    const grouped = (await ordersOf(ids)).map((row) => row.shipment_group_id);
    if (outcomes[1]?.status === "rejected") expect(grouped).toEqual([null, null]);
    else expect(await getShipmentGroup(staff("王主管"), { id: grouped[0] })).toMatchObject({ state: "review", review_reason: "refund" });
  });

  it("is one supervisor's when two decide at once: the other learns who was first, and nothing is half done", async () => {
    for (let round = 0; round < 5; round++) {
      const { suggestion_id, ids } = await suggested();
      const outcomes = await Promise.allSettled([
        approveMerge(staff("甲主管"), { suggestion_id }),
        round % 2 === 0 ? approveMerge(staff("乙主管"), { suggestion_id }) : rejectMerge(staff("乙主管"), { suggestion_id, reason: "两户邻居" }),
      ]);
      expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
      const winner = outcomes[0]?.status === "fulfilled" ? "甲主管" : "乙主管";
      const loser = outcomes.find((outcome) => outcome.status === "rejected");
      expect(loser?.reason).toMatchObject({ kind: "conflict", code: "merging.already_decided", params: { by: winner } });
      const groups = new Set((await ordersOf(ids)).map((row) => row.shipment_group_id));
      expect(groups.size).toBe(1);
      expect(await auditOf(suggestion_id)).toHaveLength(1);
    }
  });

  it("and detection at the same time leave no suggestion about merged orders", async () => {
    const { suggestion_id, ids } = await suggested();
    await Promise.all([approveMerge(staff("王主管"), { suggestion_id }), detect(ids), detect(ids)]);
    expect(await suggestionsOf(ids)).toEqual([]);
  });

  it("needs the right role, for every act", async () => {
    const { suggestion_id, ids } = await suggested();
    const { group_id } = await merged();
    const acts = [
      (ctx: ReturnType<typeof staff>) => approveMerge(ctx, { suggestion_id }),
      (ctx: ReturnType<typeof staff>) => rejectMerge(ctx, { suggestion_id, reason: "no" }),
      (ctx: ReturnType<typeof staff>) => snoozeMerge(ctx, { suggestion_id }),
      (ctx: ReturnType<typeof staff>) => unmergeOrders(ctx, { group_id, order_ids: ids, reason: "no" }),
      async (ctx: ReturnType<typeof staff>) => confirmGroup(ctx, { group_id }),
      async (ctx: ReturnType<typeof staff>) => printGroup(ctx, { group_id }),
    ];
    for (const role of ROLES.filter((entry) => entry !== "admin" && entry !== "warehouse_supervisor")) {
      for (const act of acts) await expect(act(staff("谁", role))).rejects.toMatchObject({ kind: "forbidden" });
    }
    for (const act of acts)
      await expect(act(newCtx({ kind: "anonymous" }) as ReturnType<typeof staff>)).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});

describe("rejection and delay", () => {
  it("keeps the reason and does not suggest the same orders again", async () => {
    const { ids, suggestion_id } = await suggested();
    await rejectMerge(staff("王主管"), { suggestion_id, reason: "两户邻居" });
    await detect(ids);
    expect(await suggestionsOf(ids)).toEqual([]);
    const { merge_suggestions } = await listMergeSuggestions(staff("王主管"), { status: "decided" });
    expect(merge_suggestions.find((entry) => entry.id === suggestion_id)).toMatchObject({
      state: "rejected",
      reason: "两户邻居",
      decided_by: "王主管",
    });
  });

  it("wants a reason", async () => {
    const { suggestion_id } = await suggested();
    await expect(rejectMerge(staff("王主管"), { suggestion_id, reason: "  " })).rejects.toMatchObject({
      kind: "invalid",
      issues: [{ path: "reason" }],
    });
  });

  it("takes a snoozed suggestion off the board until its time", async () => {
    const { suggestion_id } = await suggested();
    await snoozeMerge(staff("王主管"), { suggestion_id, minutes: 30 });
    const shown = async (minutes: number) => {
      const ctx = newCtx(staff("王主管").actor, { now: () => new Date(MERGE_NOW.getTime() + minutes * 60_000) });
      return (await listMergeSuggestions(ctx, { status: "open" })).merge_suggestions.some((entry) => entry.id === suggestion_id);
    };
    expect([await shown(29), await shown(30)]).toEqual([false, true]);
  });
});

describe("a shipment group", () => {
  it("taken apart leaves every order exactly as it was, and is not suggested again", async () => {
    const { ids, suggestion_id } = await suggested(3);
    const before = await ordersOf(ids);
    const { group_id } = await approveMerge(staff("王主管"), { suggestion_id });
    const result = await unmergeOrders(staff("王主管"), { group_id, order_ids: ids, reason: "买家要求" });
    expect(result).toMatchObject({ state: "dissolved" });
    expect(await ordersOf(ids)).toEqual(before);
    await detect(ids);
    expect(await suggestionsOf(ids)).toEqual([]);
    expect(await auditOf(group_id)).toEqual(["merging.unmerge"]);
  });

  it("lets one of three go, and is dissolved when one would remain", async () => {
    const { ids, group_id } = await merged(3);
    const first = await unmergeOrders(staff("王主管"), { group_id, order_ids: [ids[0] ?? ""], reason: "买家要求" });
    expect(first).toMatchObject({ state: "approved", left_order_ids: [ids[0]] });
    const second = await unmergeOrders(staff("王主管"), { group_id, order_ids: [ids[1] ?? ""], reason: "买家要求" });
    expect(second.state).toBe("dissolved");
    expect((await ordersOf(ids)).every((row) => row.shipment_group_id === null)).toBe(true);
  });

  it("refuses orders it does not hold, and any un-merge after printing", async () => {
    const { ids, group_id } = await merged();
    const stranger = (await suggested()).ids[0] ?? "";
    await expect(unmergeOrders(staff("王主管"), { group_id, order_ids: [stranger], reason: "x" })).rejects.toMatchObject({
      kind: "invalid",
      code: "merging.not_a_member",
    });
    await printGroup(staff("王主管"), { group_id });
    expect((await ordersOf(ids)).every((row) => row.printed_at !== null)).toBe(true);
    await expect(unmergeOrders(staff("王主管"), { group_id, order_ids: ids, reason: "x" })).rejects.toMatchObject({
      kind: "conflict",
      code: "merging.unmerge_too_late",
    });
    expect(await getShipmentGroup(staff("王主管"), { id: group_id })).toMatchObject({
      state: "printed",
      unmerge: { allowed: false, cost: "void_label" },
    });
  });

  it("lets a cancelled member go alone and goes back to a supervisor", async () => {
    const { ids, group_id } = await merged(3);
    await happened(ids[2] ?? "", "cancelled");
    await review([ids[2] ?? ""], "cancelled");
    const group = await getShipmentGroup(staff("王主管"), { id: group_id });
    expect(group).toMatchObject({ state: "review", review_reason: "cancelled" });
    expect(group.members.filter((member) => member.left_at === null)).toHaveLength(2);
    expect((await ordersOf(ids.slice(0, 2))).map((row) => row.status)).toEqual(["paid", "paid"]);
    await expect(printGroup(staff("王主管"), { group_id })).rejects.toMatchObject({ code: "merging.group_not_ready" });
    expect(await confirmGroup(staff("王主管"), { group_id })).toEqual({ group_id, state: "approved" });
  });

  it("dissolves when cancellation leaves one", async () => {
    const { ids, group_id } = await merged();
    await happened(ids[0] ?? "", "cancelled");
    await review(ids, "cancelled");
    expect(await getShipmentGroup(staff("王主管"), { id: group_id })).toMatchObject({ state: "dissolved" });
    expect((await ordersOf(ids)).every((row) => row.shipment_group_id === null)).toBe(true);
  });

  it("is not confirmed while a member's refund is open", async () => {
    const { ids, group_id, names } = await merged();
    await refund(names[0] ?? "", houses);
    await review(ids, "refund");
    await expect(confirmGroup(staff("王主管"), { group_id })).rejects.toMatchObject({ code: "merging.blocked", params: { rules: "no_open_refund" } });
  });

  it("is shipped once all its members have left", async () => {
    const { ids, group_id } = await merged();
    await printGroup(staff("王主管"), { group_id });
    await happened(ids[0] ?? "", "outbound_scan");
    await expireSuggestions(testCtx(mergeClock));
    expect(await getShipmentGroup(staff("王主管"), { id: group_id })).toMatchObject({ state: "printed" });
    await happened(ids[1] ?? "", "outbound_scan");
    expect((await expireSuggestions(testCtx(mergeClock))).shipped).toBe(1);
    expect(await getShipmentGroup(staff("王主管"), { id: group_id })).toMatchObject({ state: "shipped", unmerge: { cost: "recall" } });
  });
});
