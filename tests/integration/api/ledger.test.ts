import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { GET as metrics } from "@/app/api/metrics/route";
import { rawSql } from "@/db/client";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import packageJson from "@/package.json" with { type: "json" };
import { apiWorld } from "../../support/api-world";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
const orderIds: string[] = [];
beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "ledger", platform: "generic" });
  for (const external_id of ["L-1", "L-2"]) {
    const { body } = await world.call("ops", "POST /orders", { body: { orders: [incomingOrder({ shop: "ledger", external_id })] } });
    orderIds.push(body.results[0].order_id);
  }
  await world.call("warehouse_supervisor", "POST /orders/{id}/events", {
    params: { id: orderIds[0] ?? "" },
    body: { events: [{ type: "outbound_scan", occurred_at: "2026-11-24T12:00:00Z", source_event_id: "scan" }] },
  });
});
afterAll(() => world.drop());

type Act = { action: string; at: string; actor: { name: string; role: string }; order_ids: string[] };
const audit = async (query: Record<string, string> = {}): Promise<Act[]> => (await world.call("auditor", "GET /audit", { query })).body.audit;

test("acts are found by entity, actor and time, newest first, and say who did them", async () => {
  const all = await audit();
  expect(all.map(({ at }) => at)).toEqual([...all.map(({ at }) => at)].sort().reverse());
  const ofOrder = await audit({ entity: `order:${orderIds[0]}` });
  expect(ofOrder.map(({ action }) => action)).toContain("orders.record_event");
  expect(ofOrder.every((act) => act.order_ids.includes(orderIds[0] ?? ""))).toBe(true);
  expect((await audit({ entity: "shop" })).map(({ action }) => action)).toEqual(["channels.create_shop"]);
  const mine = await audit({ actor: "测试 warehouse_supervisor" });
  expect(mine).toMatchObject([{ action: "orders.record_event", actor: { role: "warehouse_supervisor" } }]);
  const middle = all[1]?.at ?? "";
  expect((await audit({ from: middle })).every(({ at }) => at >= middle)).toBe(true);
  expect((await audit({ to: middle })).every(({ at }) => at < middle)).toBe(true);
  expect(await audit({ from: "2999-01-01T00:00:00Z" })).toEqual([]);
});

test("pages of the log follow each other without a gap", async () => {
  const seen: Act[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await world.call("auditor", "GET /audit", { query: { limit: "2", ...(cursor ? { cursor } : {}) } });
    seen.push(...body.audit);
    cursor = body.next_cursor;
  } while (cursor);
  expect(seen).toEqual(await audit({ limit: "200" }));
});

test("the chain is verified over the API and names the first entry that does not fit", async () => {
  await sealAudit(testCtx());
  const chain = async () => (await world.call("auditor", "GET /audit/chain")).body;
  expect(await chain()).toMatchObject({ ok: true, unsealed: 0, broken: null });
  await rawSql()`update audit_log set reason = 'rewritten' where seq = 3`;
  expect(await chain()).toMatchObject({ ok: false, broken: { seq: 3, reason: "altered" } });
  await rawSql()`update audit_log set reason = null where seq = 3`;
});

test("health is open to everybody and honest about the worker and the database", async () => {
  const version = packageJson.version;
  const silent = await health();
  expect([silent.status, await silent.json()]).toEqual([200, { status: "degraded", database: "ok", worker: "silent", version }]);
  await rawSql()`insert into worker_heartbeats (worker_id, pid, started_at, seen_at) values ('w', 1, now(), now())`;
  expect(await (await health()).json()).toEqual({ status: "ok", database: "ok", worker: "ok", version });
  await rawSql()`alter table worker_heartbeats rename to away`;
  const down = await health();
  await rawSql()`alter table away rename to worker_heartbeats`;
  expect([down.status, (await down.json()).database]).toEqual([503, "unreachable"]);
});

test("metrics are Prometheus text: every line is a comment or a sample, and the orders are counted", async () => {
  const answer = await metrics(new Request("http://test/", { headers: { authorization: `Bearer ${world.tokenOf("ops")}` } }));
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await answer.text();
  expect(text.endsWith("\n")).toBe(true);
  const sample = /^[a-zA-Z_:][\w:]*(\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*"(,[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*")*\})? -?[\d.e+-]+$/;
  for (const line of text.trimEnd().split("\n")) expect(line).toMatch(line.startsWith("#") ? /^# (HELP|TYPE) \w+ .+$/ : sample);
  expect(text).toContain('tongdan_orders{status="shipped"} 1\n');
});
