import { afterAll, beforeAll, expect, test } from "vitest";
import { apiWorld } from "../../support/api-world";
import { nextDoor, toShenzhen } from "../../support/change-world";
import { incomingOrder } from "../../support/incoming-order";
import { testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
let made = 0;
beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "edits", platform: "generic" });
});
afterAll(() => world.drop());

async function paidOrder(override: Parameters<typeof incomingOrder>[0] | Record<string, unknown> = {}): Promise<string> {
  made += 1;
  const order = incomingOrder({ shop: "edits", external_id: `E-${made}`, ...override });
  return (await world.call("ops", "POST /orders", { body: { orders: [order] } })).body.results[0].order_id;
}
const ask = (id: string, override: Record<string, unknown> = {}, by: "agent" | "agent_supervisor" = "agent") =>
  world.call(by, "POST /orders/{id}/change-requests", {
    params: { id },
    body: { base_version: 1, actions: [nextDoor], reason: "买家来电要求", ...override },
  });
const act = (what: string, id: string, by: "agent" | "agent_supervisor" | "admin" = "agent_supervisor", body: unknown = {}) =>
  world.call(by, `POST /change-requests/{id}/${what}`, { params: { id }, body });
const order = async (id: string) => (await world.call("agent", "GET /orders/{id}", { params: { id } })).body;

test("a request answers its risk and who must approve by when; nothing of the order changes before", async () => {
  const id = await paidOrder();
  const { body } = await ask(id, { actions: [toShenzhen] });
  expect(Object.keys(body).sort()).toEqual(["approval", "id", "risk"]);
  expect(body.risk).toMatchObject({ level: "elevated", reasons: [{ factor: "other_province" }] });
  expect(body.approval.required_roles).toEqual(["agent_supervisor", "admin"]);
  expect(Date.parse(body.approval.due_at)).toBeGreaterThan(Date.now());
  expect(await order(id)).toMatchObject({ version: 1, receiver: { city: "杭州市" } });
  const approved = await act("approve", body.id);
  expect(approved.body).toEqual({ id: body.id, state: "approved", version: 2 });
  expect(await order(id)).toMatchObject({ version: 2, receiver: { city: "深圳市" } });
});

test("each action is taken by its own fields, and a wrong one is named with its place", async () => {
  const id = await paidOrder();
  const bad: [unknown, string][] = [
    [[], "actions"],
    [[{ type: "sell_company" }], "actions.0.type"],
    [[{ type: "set_quantity", external_line_id: "1", quantity: 0 }], "actions.0.quantity"],
    [[{ type: "set_quantity", external_line_id: "9", quantity: 2 }], "actions.0"],
    [[nextDoor, { type: "cancel_lines", external_line_ids: [] }], "actions.1.external_line_ids"],
    [[{ ...nextDoor, planet: "Mars" }], "actions.0"],
  ];
  for (const [actions, path] of bad) {
    const { status, body } = await ask(id, { actions });
    expect([JSON.stringify(actions).slice(0, 60), status, body.errors[0]?.path]).toEqual([
      JSON.stringify(actions).slice(0, 60),
      422,
      expect.stringContaining(path),
    ]);
  }
  expect((await ask(id, { reason: "" })).body.errors).toMatchObject([{ path: "reason" }]);
  expect((await ask(id, { base_version: "1" })).body.errors).toMatchObject([{ path: "base_version" }]);
  const same = incomingOrder({ shop: "x", external_id: "x" }).receiver;
  const nothing = await ask(id, {
    actions: [{ type: "set_address", province: same.province, city: same.city, district: same.district, town: same.town, address: same.address }],
  });
  expect(nothing.body.code).toBe("versions.no_change");
});

test("a stale base and a second active change are 409", async () => {
  const id = await paidOrder();
  expect((await ask(id, { base_version: 7 })).body).toMatchObject({ status: 409, code: "versions.stale_base" });
  expect((await ask(id)).status).toBe(200);
  const second = await ask(id, { actions: [toShenzhen] });
  expect(second.body).toMatchObject({ status: 409, code: "versions.already_active" });
  expect(second.body.detail).toContain("测试 agent");
});

test("nobody decides their own request, nor above their role; a decided one is 409", async () => {
  const own = await ask(await paidOrder(), {}, "agent_supervisor");
  expect((await act("approve", own.body.id)).body).toMatchObject({ status: 403, code: "versions.self_approval" });
  expect((await act("approve", own.body.id, "admin")).status).toBe(200);
  expect((await act("reject", own.body.id, "admin", { reason: "x" })).body).toMatchObject({ status: 409, code: "versions.already_decided" });
  const dear = { amounts: { goods: 600_000, freight: 0, discount: 0, paid: 600_000 } };
  const high = await ask(await paidOrder(dear));
  expect(high.body).toMatchObject({ risk: { level: "high" }, approval: { required_roles: ["admin"] } });
  expect((await act("approve", high.body.id)).body).toMatchObject({ status: 403, code: "versions.higher_role" });
});

test("a rejection takes a reason; a withdrawal is the requester's own", async () => {
  const id = await paidOrder();
  const first = await ask(id);
  expect((await act("reject", first.body.id)).body.errors).toMatchObject([{ path: "reason" }]);
  expect((await act("reject", first.body.id, "agent_supervisor", { reason: "地址写错" })).body).toEqual({
    id: first.body.id,
    state: "rejected",
    version: null,
  });
  const second = await ask(id);
  expect((await act("withdraw", second.body.id, "agent")).body).toMatchObject({ state: "withdrawn" });
  expect((await act("withdraw", second.body.id, "agent")).status).toBe(409);
  expect(await order(id)).toMatchObject({ version: 1 });
  const list = await world.call("auditor", "GET /change-requests", { query: { state: "decided", order_id: id } });
  expect(list.body.change_requests.map((row: { state: string }) => row.state).sort()).toEqual(["rejected", "withdrawn"]);
});

test("when the platform changed the order meanwhile the approval is 409 and the request is closed", async () => {
  const id = await paidOrder();
  const asked = await ask(id);
  const later = incomingOrder({
    shop: "edits",
    external_id: `E-${made}`,
    modified_at: new Date().toISOString(),
    promised_ship_at: "2027-01-01T00:00:00Z",
  });
  expect((await world.call("ops", "POST /orders", { body: { orders: [later] } })).body.results[0].outcome).toBe("updated");
  expect((await act("approve", asked.body.id)).status).toBe(409);
  const found = await world.call("agent", "GET /change-requests/{id}", { params: { id: asked.body.id } });
  expect(found.body.state).toBe("invalidated");
});

test("a preview writes nothing, and an earlier version comes back as a new one", async () => {
  const id = await paidOrder();
  const preview = await world.call("agent", "POST /orders/{id}/change-requests/preview", {
    params: { id },
    body: { base_version: 1, actions: [nextDoor] },
  });
  expect(preview.body).toMatchObject({ sendable: true, active: null, stale: null });
  expect((await act("approve", (await ask(id)).body.id)).body.version).toBe(2);
  const restored = await world.call("agent_supervisor", "POST /orders/{id}/restore", { params: { id }, body: { version: 1, reason: "改错了" } });
  expect(restored.body).toMatchObject({ order_id: id, version: 3, restored_from: 1 });
  const versions = await world.call("finance", "GET /orders/{id}/versions", { params: { id } });
  expect(versions.body.versions.map((row: { origin: string }) => row.origin)).toEqual(["restore", "change_request", "platform"]);
});
