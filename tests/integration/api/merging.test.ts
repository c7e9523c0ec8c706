import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/db/transaction";
import { detectMerges } from "@/lib/merging/use-cases/detect-merges";
import { apiWorld } from "../../support/api-world";
import { incomingOrder } from "../../support/incoming-order";
import { household } from "../../support/merge-world";
import { testCtx, testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "home", platform: "generic" });
});
afterAll(() => world.drop());

/** Paid ten minutes ago by one household; answers the order ids and the suggestion made of them. */
async function suggested(home: number, count = 2) {
  const at = new Date(Date.now() - 600_000).toISOString();
  const orders = Array.from({ length: count }, (_, index) =>
    incomingOrder({ shop: "home", external_id: `M-${home}-${index}`, placed_at: at, paid_at: at, modified_at: at, ...household(home) }),
  );
  const { results } = (await world.call("ops", "POST /orders", { body: { orders } })).body;
  const orderIds: string[] = results.map((row: { order_id: string }) => row.order_id);
  await withTransaction((tx) => detectMerges(tx, testCtx(), { orderIds }));
  const { body } = await world.call("warehouse_supervisor", "GET /merge-suggestions", { query: { order: orderIds[0] ?? "" } });
  return { orderIds, suggestion: body.merge_suggestions[0] as { id: string } & Record<string, unknown> };
}
const decide = (what: string, id: string, body: unknown = {}) =>
  world.call("warehouse_supervisor", `POST /merge-suggestions/{id}/${what}`, { params: { id }, body });

test("the list gives what a supervisor decides by: orders, tier, probability, rules passed and failed, deadline", async () => {
  const { orderIds, suggestion } = await suggested(1);
  expect(Object.keys(suggestion)).toEqual(expect.arrayContaining(["id", "order_ids", "tier", "probability", "passed", "failed", "deadline"]));
  expect(suggestion).toMatchObject({ tier: "exact", failed: [], state: "open" });
  expect([...(suggestion.order_ids as string[])].sort()).toEqual([...orderIds].sort());
  expect((suggestion.passed as { rule: string }[]).map(({ rule }) => rule)).toEqual(expect.arrayContaining(["no_open_refund", "one_currency"]));
  const detail = await world.call("finance", "GET /merge-suggestions/{id}", { params: { id: suggestion.id } });
  expect(detail.body.orders).toHaveLength(2);
  expect(JSON.stringify(detail.body)).not.toContain("13900000001");
  const decided = await world.call("agent", "GET /merge-suggestions", { query: { status: "approved" } });
  expect(decided.body).toEqual({ merge_suggestions: [], next_cursor: null });
  expect((await world.call("agent", "GET /merge-suggestions", { query: { status: "lost" } })).status).toBe(422);
});

test("pages of the list follow each other by cursor", async () => {
  await suggested(2);
  await suggested(3);
  const first = await world.call("agent", "GET /merge-suggestions", { query: { limit: "1" } });
  const second = await world.call("agent", "GET /merge-suggestions", { query: { limit: "1", cursor: first.body.next_cursor } });
  expect(first.body.merge_suggestions[0].id).not.toBe(second.body.merge_suggestions[0].id);
});

test("approved it is a shipment group; a second verdict of any kind is 409", async () => {
  const { orderIds, suggestion } = await suggested(4);
  const approved = await decide("approve", suggestion.id);
  expect(approved.body).toMatchObject({ group_id: expect.any(String), group_number: expect.any(String) });
  expect([...approved.body.order_ids].sort()).toEqual([...orderIds].sort());
  expect((await decide("approve", suggestion.id)).body).toMatchObject({ status: 409, code: "merging.already_decided" });
  expect((await decide("reject", suggestion.id, { reason: "too late" })).status).toBe(409);
  const group = await world.call("auditor", "GET /shipment-groups/{id}", { params: { id: approved.body.group_id } });
  expect(group.body).toMatchObject({ state: "approved", unmerge: { allowed: true, cost: "free" }, suggestion_id: suggestion.id });
  expect(group.body.members).toHaveLength(2);
});

test("of two supervisors at the same moment one wins and the other is told", async () => {
  const { suggestion } = await suggested(5);
  const answers = await Promise.all([
    decide("approve", suggestion.id),
    decide("reject", suggestion.id, { reason: "分开发" }),
    decide("approve", suggestion.id),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test("a rejection needs its reason, and the same orders are not suggested again", async () => {
  const { orderIds, suggestion } = await suggested(6);
  for (const body of [{}, { reason: "" }, { reason: "   " }, { reason: "x".repeat(501) }, { reason: 7 }]) {
    const refused = await decide("reject", suggestion.id, body);
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, "reason"]);
  }
  expect((await decide("reject", suggestion.id, { reason: "买家要求分开" })).body).toEqual({ suggestion_id: suggestion.id, state: "rejected" });
  await withTransaction((tx) => detectMerges(tx, testCtx(), { orderIds }));
  const open = await world.call("agent", "GET /merge-suggestions", { query: { order: orderIds[0] ?? "" } });
  expect(open.body.merge_suggestions).toEqual([]);
});

test("a refund that came in between makes the approval 409, naming the rule", async () => {
  const { suggestion } = await suggested(7);
  const later = incomingOrder({ shop: "home", external_id: "M-7-0", modified_at: new Date().toISOString(), ...household(7) });
  const refunding = { ...later, lines: later.lines.map((line) => ({ ...line, refund_status: "requested" })) };
  await world.call("ops", "POST /orders", { body: { orders: [refunding] } });
  const answer = await decide("approve", suggestion.id);
  expect([answer.status, answer.body.code]).toEqual([409, "merging.blocked"]);
  expect(answer.body.detail).toContain("no_open_refund");
});

test("orders are taken out again; with one left the group is dissolved, and strangers are named", async () => {
  const { orderIds, suggestion } = await suggested(8, 3);
  const { group_id: id } = (await decide("approve", suggestion.id)).body;
  const unmerge = (body: unknown) => world.call("warehouse_supervisor", "POST /shipment-groups/{id}/unmerge", { params: { id }, body });
  const stranger = (await suggested(9)).orderIds[0] ?? "";
  const refused = await unmerge({ order_ids: [stranger], reason: "x" });
  expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining(stranger)]);
  expect((await unmerge({ order_ids: [], reason: "x" })).status).toBe(422);
  expect((await unmerge({ order_ids: [orderIds[0]] })).body.errors).toMatchObject([{ path: "reason" }]);
  expect((await unmerge({ order_ids: [orderIds[0]], reason: "先发" })).body).toEqual({
    group_id: id,
    state: "approved",
    left_order_ids: [orderIds[0]],
  });
  expect((await unmerge({ order_ids: [orderIds[1]], reason: "先发" })).body).toMatchObject({ state: "dissolved" });
  expect((await unmerge({ order_ids: [orderIds[2]], reason: "先发" })).status).toBe(409);
});
