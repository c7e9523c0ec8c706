import { afterAll, beforeAll, expect, test } from "vitest";
import { apiWorld } from "../../support/api-world";
import { incomingOrder } from "../../support/incoming-order";
import { testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "own-site", platform: "generic" });
});
afterAll(() => world.drop());

const order = (external_id: string, override = {}) => incomingOrder({ shop: "own-site", external_id, ...override });
const ingest = async (orders: unknown, headers: Record<string, string> = {}) => world.call("ops", "POST /orders", { body: { orders }, headers });
const ingestText = (text: string) => world.call("ops", "POST /orders", { body: text });

test("a row is created, unchanged when it comes again, updated by a later word, stale by an earlier one", async () => {
  const [first] = (await ingest([order("A-1")])).body.results;
  expect(first).toEqual({ external_id: "A-1", outcome: "created", order_id: expect.any(String), errors: [] });
  const same = { external_id: "A-1", order_id: first.order_id, errors: [] };
  expect((await ingest([order("A-1")])).body.results).toEqual([{ ...same, outcome: "unchanged" }]);
  const later = order("A-1", { modified_at: "2026-11-24T10:00:00+08:00", status: "shipped" });
  expect((await ingest([later])).body.results).toEqual([{ ...same, outcome: "updated" }]);
  const earlier = order("A-1", { modified_at: "2026-11-24T08:00:00+08:00", seller_note: "older" });
  expect((await ingest([earlier])).body.results).toEqual([{ ...same, outcome: "stale" }]);
});

test("a bad row is rejected with every field named and quoted, and never fails the others", async () => {
  const answer = await ingest([
    order("B-1"),
    { ...order("B-2"), colour: "red", status: "lost", amounts: { goods: 1, paid: -5 } },
    order("B-3", { shop: "nowhere" }),
    null,
    { ...order("B-4"), external_id: 17 },
    { ...order("B-5"), lines: [] },
    { ...order("B-6"), paid_at: null },
    { ...order("B-7"), buyer_note: "nul \u0000 inside" },
    { ...order("B-9"), placed_at: "0000-01-01T00:00:00Z", modified_at: "9999-12-31T23:59:59-12:00" },
    order("B-8"),
  ]);
  expect(answer.status).toBe(200);
  const results: { external_id: string; outcome: string; errors: { path: string; message: string }[] }[] = answer.body.results;
  expect(results.map(({ external_id, outcome }) => `${external_id} ${outcome}`)).toEqual([
    "B-1 created",
    "B-2 rejected",
    "B-3 rejected",
    " rejected",
    "17 rejected",
    "B-5 rejected",
    "B-6 rejected",
    "B-7 rejected",
    "B-9 rejected",
    "B-8 created",
  ]);
  const saidOf = (index: number) => results[index]?.errors.map(({ path, message }) => `${path}: ${message}`).join("\n") ?? "";
  expect(saidOf(1)).toMatch(/colour/);
  expect(saidOf(1)).toMatch(/status: .*"lost"/);
  expect(saidOf(1)).toMatch(/amounts\.paid: .*-5/);
  expect(saidOf(2)).toBe('shop: no shop has the code "nowhere"');
  expect(saidOf(4)).toMatch(/external_id: .*17/);
  expect(saidOf(5)).toMatch(/^lines: /);
  expect(saidOf(6)).toMatch(/^paid_at: /);
  expect(saidOf(7)).toMatch(/^buyer_note: .*U\+0000/);
  expect(saidOf(8)).toMatch(/^placed_at: .*0000-01-01.*\nmodified_at: .*9999/);
});

test("unknown fields are refused by name at every depth", async () => {
  const row = order("C-1");
  const strange = {
    ...row,
    extra_top: 1,
    receiver: { ...row.receiver, extra_receiver: 1 },
    buyer: { ...row.buyer, extra_buyer: 1 },
    amounts: { ...row.amounts, extra_amount: 1 },
    lines: [{ ...row.lines[0], extra_line: 1 }],
  };
  const said = JSON.stringify((await ingest([strange])).body.results[0].errors);
  for (const name of ["extra_top", "extra_receiver", "extra_buyer", "extra_amount", "extra_line"]) expect(said).toContain(name);
  const wrapped = await world.call("ops", "POST /orders", { body: { orders: [], dry_run: true } });
  expect([wrapped.status, wrapped.body.detail]).toEqual([422, expect.stringContaining("dry_run")]);
});

test("ids beyond 2^53 that come as JSON numbers are taken to the last digit", async () => {
  const text = JSON.stringify({ orders: [order("BIG")] }).replace('"BIG"', "6917529027641081857123");
  const { results } = (await ingestText(text)).body;
  expect(results).toMatchObject([{ external_id: "6917529027641081857123", outcome: "created" }]);
  const found = await world.call("ops", "GET /orders/{id}", { params: { id: results[0].order_id } });
  expect(found.body.external_id).toBe("6917529027641081857123");
});

test("a thousand rows are taken, one more is 413, and what is no list is 422", async () => {
  const rows = Array.from({ length: 1_001 }, (_, index) => order(`T-${index}`));
  const tooMany = await ingest(rows);
  expect([tooMany.status, tooMany.body.code]).toEqual([413, "orders.batch_too_large"]);
  expect(tooMany.body.detail).toContain("1001");
  const taken = await ingest(rows.slice(1));
  expect(taken.body.results).toHaveLength(1_000);
  expect(taken.body.results.every((row: { outcome: string }) => row.outcome === "created")).toBe(true);
  for (const orders of [{}, "text", null, undefined]) {
    expect((await ingest(orders)).body).toMatchObject({ status: 422, code: "orders.not_a_list" });
  }
  expect((await ingest([])).body).toEqual({ results: [] });
});

test("hostile shapes are rows that are rejected, not a failure: deep nesting, __proto__, half a surrogate", async () => {
  const deep = `${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}`;
  const row = (external_id: string, custom: string) => JSON.stringify(order(external_id)).replace(/\}$/, `,"custom":${custom}}`);
  const text = `{"orders":[${row("H-1", deep)},${row("H-2", '{"__proto__":{"admin":true}}')},${row("H-3", '{"half":"\\ud800"}')},${row("H-4", "{}")}]}`;
  const answer = await ingestText(text);
  expect(answer.status).toBe(200);
  expect(answer.body.results.map((result: { outcome: string }) => result.outcome)).toEqual(["rejected", expect.any(String), "rejected", "created"]);
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
});

test("the same order twice in one batch ends as its latest word", async () => {
  const later = order("D-1", { modified_at: "2026-11-24T11:00:00+08:00", promised_ship_at: "2026-11-26T10:00:00Z" });
  const { results } = (await ingest([later, order("D-1", { promised_ship_at: "2026-11-25T10:00:00Z" })])).body;
  expect(new Set(results.map((row: { order_id: string }) => row.order_id)).size).toBe(1);
  const found = await world.call("agent", "GET /orders/{id}", { params: { id: results[0].order_id } });
  expect(found.body.promised_ship_at).toBe("2026-11-26T10:00:00.000Z");
});
