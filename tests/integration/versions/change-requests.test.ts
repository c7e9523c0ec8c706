import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { getOrder } from "@/lib/orders/use-cases/get-order";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { expireChangeRequests } from "@/lib/versions/use-cases/expire-change-requests";
import { getChangeRequest } from "@/lib/versions/use-cases/get-change-request";
import { invalidateChanges } from "@/lib/versions/use-cases/invalidate-changes";
import { listChangeRequests } from "@/lib/versions/use-cases/list-change-requests";
import { previewChange } from "@/lib/versions/use-cases/preview-change";
import { rejectChange } from "@/lib/versions/use-cases/reject-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { withdrawChange } from "@/lib/versions/use-cases/withdraw-change";
import { admin, agent, as, ask, auditOf, NOON, paidOrder, storyOf, supervisor, toShenzhen, versionsOf } from "../../support/change-world";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "shop" });
});
afterAll(() => database.drop());

const soon = { now: () => new Date(NOON.getTime() + 1_000) };

describe("a change request's life", () => {
  it("is staged by an agent, seen by field, approved by a supervisor, and then stands as the next version", async () => {
    const order = await paidOrder("shop");
    const asked = await ask(order, toShenzhen);
    expect(asked).toMatchObject({
      risk: { level: "elevated" },
      approval: { required_roles: ["agent_supervisor", "admin"], on_expiry: "not_applied" },
    });
    expect((await getOrder(agent, { id: order })).receiver.province).toBe("浙江省");

    const seen = await getChangeRequest(supervisor, { id: asked.id });
    expect(seen.diff).toContainEqual({ path: "receiver.province", before: "浙江省", after: "广东省" });
    expect(seen.sentences).toEqual([{ key: "set_address_place", params: { from: "浙江省 杭州市 西湖区", to: "广东省 深圳市 南山区" } }]);
    expect(seen.acts).toMatchObject({ approve: { allowed: true }, withdraw: { allowed: true } });

    expect(await approveChange(supervisor, { change_request_id: asked.id })).toEqual({ id: asked.id, state: "approved", version: 2 });
    expect(await getOrder(agent, { id: order })).toMatchObject({ version: 2, receiver: { province: "广东省", city: "深圳市" } });
    expect(await versionsOf(order)).toEqual([
      { version: 1, origin: "platform", restored_from: null },
      { version: 2, origin: "change_request", restored_from: null },
    ]);
    expect(await storyOf(order)).toEqual(["change_requested", "change_approved"]);
    expect(await auditOf(asked.id)).toEqual(["versions.request", "versions.approve"]);
  });

  it("moves money with the lines, to the fen", async () => {
    const order = await paidOrder("shop");
    const { id } = await requestChange(agent, {
      order_id: order,
      base_version: 1,
      actions: [
        { type: "set_quantity", external_line_id: "1", quantity: 2 },
        { type: "cancel_lines", external_line_ids: ["2"] },
      ],
      reason: "少发一件，袜子不要了",
    });
    expect((await getChangeRequest(agent, { id })).money).toEqual({ kind: "refund", before: 38_500, after: 19_867, delta: -18_633 });
    await approveChange(supervisor, { change_request_id: id });
    const after = await getOrder(agent, { id: order });
    expect(after.amounts).toEqual({ goods: 20_000, freight: 0, discount: 133, paid: 19_867 });
    expect(after.open_exceptions).toBe(0);
  });

  it("can be rejected with a reason, or withdrawn by its requester, and the order stays as it was", async () => {
    const order = await paidOrder("shop");
    const first = await ask(order);
    expect(await rejectChange(supervisor, { change_request_id: first.id, reason: "请先核实电话 13812345678" })).toMatchObject({
      state: "rejected",
      version: null,
    });
    expect((await getChangeRequest(agent, { id: first.id })).decision_reason).toBe("请先核实电话 138****5678");
    const second = await ask(order);
    await expect(withdrawChange(as("别人", "agent"), { change_request_id: second.id })).rejects.toMatchObject({
      kind: "forbidden",
      code: "versions.not_yours",
    });
    expect(await withdrawChange(agent, { change_request_id: second.id })).toMatchObject({ state: "withdrawn" });
    await expect(approveChange(supervisor, { change_request_id: second.id })).rejects.toMatchObject({
      kind: "conflict",
      code: "versions.already_decided",
    });
    expect(await versionsOf(order)).toHaveLength(1);
  });

  it("expires at its deadline as stated: not applied, and said so in the story", async () => {
    const order = await paidOrder("shop");
    const { id, approval } = await ask(order);
    expect(await expireChangeRequests(testCtx({ now: () => NOON }))).toEqual({ expired: 0 });
    const late = as("周主管", "agent_supervisor", new Date(approval.due_at));
    await expect(approveChange(late, { change_request_id: id })).rejects.toMatchObject({ code: "versions.overdue" });
    expect(await expireChangeRequests(testCtx({ now: () => new Date(approval.due_at) }))).toEqual({ expired: 1 });
    expect(await storyOf(order)).toEqual(["change_requested", "change_expired"]);
    expect(await versionsOf(order)).toHaveLength(1);
  });
});

describe("a request is refused", () => {
  it("for its own author as approver, supervisor or administrator alike", async () => {
    for (const self of [supervisor, admin]) {
      const { id } = await ask(await paidOrder("shop"), toShenzhen, self);
      await expect(approveChange(self, { change_request_id: id })).rejects.toMatchObject({ kind: "forbidden", code: "versions.self_approval" });
      await expect(rejectChange(self, { change_request_id: id, reason: "算了" })).rejects.toMatchObject({ code: "versions.self_approval" });
    }
  });

  it("on a stale base, and while another is active, naming who is editing", async () => {
    const order = await paidOrder("shop");
    await expect(requestChange(agent, { order_id: order, base_version: 2, actions: [toShenzhen], reason: "x" })).rejects.toMatchObject({
      kind: "conflict",
      code: "versions.stale_base",
      params: { expected: 2, actual: 1 },
    });
    await ask(order);
    await expect(ask(order, toShenzhen, supervisor)).rejects.toMatchObject({
      kind: "conflict",
      code: "versions.already_active",
      params: { by: "小林" },
    });
  });

  it("when it changes nothing, fits no line, or cancels them all", async () => {
    const order = await paidOrder("shop");
    const refusal = (action: Parameters<typeof ask>[1]) => ask(order, action).catch((error: unknown) => error);
    expect(await refusal({ type: "set_quantity", external_line_id: "1", quantity: 3 })).toMatchObject({
      kind: "invalid",
      code: "versions.no_change",
    });
    expect(await refusal({ type: "set_quantity", external_line_id: "7", quantity: 3 })).toMatchObject({
      kind: "invalid",
      issues: [{ path: "actions.0.external_line_id" }],
    });
    expect(await refusal({ type: "cancel_lines", external_line_ids: ["1", "2"] })).toMatchObject({ kind: "invalid", code: "versions.bad_actions" });
    expect(await refusal({ type: "set_quantity", external_line_id: "1", quantity: 0 })).toMatchObject({ kind: "invalid", code: "input.invalid" });
  });

  it("once the order has shipped, with the reason", async () => {
    const order = await paidOrder("shop");
    await recordOrderEvents(testCtx(soon), {
      order_id: order,
      events: [{ type: "outbound_scan", occurred_at: NOON.toISOString(), source_event_id: "scan" }],
    });
    await expect(ask(order)).rejects.toMatchObject({ kind: "conflict", code: "versions.not_at_this_stage", params: { reason: "already_shipped" } });
    const preview = await previewChange(agent, { order_id: order, base_version: 1, actions: [toShenzhen] });
    expect(preview).toMatchObject({ refusals: ["already_shipped"], sendable: false });
  });

  it("to roles that may not ask or decide", async () => {
    const order = await paidOrder("shop");
    await expect(ask(order, toShenzhen, as("仓库", "warehouse_supervisor"))).rejects.toMatchObject({ kind: "forbidden" });
    const { id } = await ask(order);
    await expect(approveChange(as("别人", "agent"), { change_request_id: id })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("to a supervisor when the risk is high: it takes the higher role", async () => {
    const dear = { amounts: { goods: 600_000, freight: 0, discount: 0, paid: 600_000 } };
    const { id, risk, approval } = await ask(await paidOrder("shop", dear));
    expect([risk.level, approval.required_roles]).toEqual(["high", ["admin"]]);
    await expect(approveChange(supervisor, { change_request_id: id })).rejects.toMatchObject({ kind: "forbidden", code: "versions.higher_role" });
    expect(await approveChange(admin, { change_request_id: id })).toMatchObject({ state: "approved" });
  });
});

describe("when the ground moves", () => {
  it("the change falls at approval, says why, and the order keeps what it became", async () => {
    const order = await paidOrder("shop");
    const { id } = await ask(order);
    await recordOrderEvents(testCtx(soon), {
      order_id: order,
      events: [{ type: "outbound_scan", occurred_at: NOON.toISOString(), source_event_id: "scan" }],
    });
    await expect(approveChange(supervisor, { change_request_id: id })).rejects.toMatchObject({
      kind: "conflict",
      code: "versions.invalidated",
      params: { cause: "order_moved_on" },
    });
    expect(await getChangeRequest(agent, { id })).toMatchObject({ state: "invalidated", decision_reason: "order_moved_on" });
    expect(await versionsOf(order)).toHaveLength(1);
  });

  it("the worker's step closes what can no longer hold, leaves the rest, and may run again", async () => {
    const [shipped, waiting] = [await paidOrder("shop"), await paidOrder("shop")];
    const [first, second] = [await ask(shipped), await ask(waiting)];
    await recordOrderEvents(testCtx(soon), {
      order_id: shipped,
      events: [{ type: "outbound_scan", occurred_at: NOON.toISOString(), source_event_id: "scan" }],
    });
    const run = () => withTransaction((tx) => invalidateChanges(tx, testCtx(), { orderIds: [shipped, waiting] }));
    expect(await run()).toEqual({ invalidated: [first.id] });
    expect(await run()).toEqual({ invalidated: [] });
    expect((await getChangeRequest(agent, { id: second.id })).state).toBe("pending");
  });
});

describe("the queue", () => {
  it("gives pending requests by deadline, page by page, and mine apart", async () => {
    const me = as("专员乙", "agent");
    for (let count = 0; count < 3; count++) await ask(await paidOrder("shop"), toShenzhen, me);
    const due: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listChangeRequests(supervisor, { limit: 2, ...(cursor ? { cursor } : {}) });
      due.push(...page.change_requests.map((row) => row.approval.due_at));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(due.length).toBeGreaterThanOrEqual(3);
    expect(due).toEqual([...due].sort());
    expect((await listChangeRequests(me, { state: "mine" })).change_requests).toHaveLength(3);
  });

  it("holds no personal data: not in rows, timeline, audit or events", async () => {
    const canary = {
      type: "set_address",
      name: "金丝雀",
      phone: "13999998888",
      province: "广东省",
      city: "深圳市",
      district: "南山区",
      address: "鸟笼巷77号",
    } as const;
    const { id } = await ask(await paidOrder("shop"), canary);
    await approveChange(supervisor, { change_request_id: id });
    const shown = JSON.stringify(await getChangeRequest(supervisor, { id }));
    const [kept] = await rawSql()<{ text: string }[]>`
      select concat((select string_agg(c::text, '') from change_requests c), (select string_agg(e::text, '') from order_events e),
        (select string_agg(a::text, '') from audit_log a), (select string_agg(o::text, '') from outbox_events o), (select string_agg(v::text, '') from order_versions v)) as text`;
    for (const secret of ["金丝雀", "13999998888", "77号"]) {
      expect(shown).not.toContain(secret);
      expect(kept?.text).not.toContain(secret);
    }
  });
});
