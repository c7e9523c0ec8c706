import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withTransaction } from "@/db/transaction";
import type { NewAuditEntry } from "@/lib/audit/core/audit-entry";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { getChainHead } from "@/lib/audit/use-cases/get-chain-head";
import { listAuditActors } from "@/lib/audit/use-cases/list-audit-actors";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import { verifyAudit } from "@/lib/audit/use-cases/verify-audit";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { listAuditedActs } from "@/lib/orders/use-cases/list-audited-acts";
import { type Actor, newCtx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const SUPERVISOR: Actor = { kind: "user", id: newId(), name: "李四", role: "warehouse_supervisor" };
const PROGRAM: Actor = { kind: "token", id: newId(), name: "ERP", role: "ops" };
const auditor = newCtx({ kind: "user", id: newId(), name: "审计老郑", role: "auditor" });

let database: TestDatabase;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "s1" });
  await testShop({ code: "s2" });
  const orders = ["s1", "s2"].map((shop) => incomingOrder({ shop, external_id: "DY-1" }));
  const { results } = await ingestOrders(testCtx(), { orders: [...orders, incomingOrder({ shop: "s1", external_id: "DY-2" })] });
  for (const [index, name] of ["first", "twin", "second"].entries()) ids[name] = results[index]?.order_id ?? "";
  const merge = (action: "merging.approve" | "merging.approve_refused"): NewAuditEntry => ({
    action,
    entityType: "merge_suggestion",
    entityId: newId(),
    orderIds: [ids.first ?? "", ids.second ?? ""],
  });
  await act(SUPERVISOR, [merge("merging.approve_refused")]);
  await act(SUPERVISOR, [merge("merging.approve")]);
  await act(PROGRAM, [{ action: "orders.hold", entityType: "order", entityId: ids.twin ?? "", orderIds: [ids.twin ?? ""], reason: "等确认" }]);
});
afterAll(() => database.drop());

function act(actor: Actor, entries: NewAuditEntry[]): Promise<void> {
  return withTransaction((tx) => appendAudit(tx, newCtx(actor), entries));
}

const actions = async (filter: Parameters<typeof listAuditedActs>[1]) => (await listAuditedActs(auditor, filter)).audit.map(({ action }) => action);

describe("the audit log's filters", () => {
  it("take a whole act or its family, and never a longer act of the same beginning", async () => {
    expect(await actions({ action: "merging.approve" })).toEqual(["merging.approve"]);
    expect(await actions({ action: "merging" })).toEqual(["merging.approve", "merging.approve_refused"]);
    expect(await actions({ action: "merg" })).toEqual([]);
  });

  it("find an order by its number in every shop that has one, and tell the numbers of all orders touched", async () => {
    const page = await listAuditedActs(auditor, { order: "DY-1", actor: "kind:user" });
    expect(page.audit).toHaveLength(2);
    expect(page.order_numbers).toMatchObject({ [ids.first ?? ""]: "DY-1", [ids.twin ?? ""]: "DY-1", [ids.second ?? ""]: "DY-2" });
    expect(await actions({ order: "DY-1", action: "orders.hold" })).toEqual(["orders.hold"]);
    expect(await actions({ order: ids.second, action: "orders.hold" })).toEqual([]);
    expect(await listAuditedActs(auditor, { order: "DY-none" })).toEqual({ audit: [], next_cursor: null, order_numbers: {} });
  });

  it("tell people, programs and the product apart, and find one by id or name", async () => {
    expect(await actions({ actor: "kind:token" })).toEqual(["orders.hold"]);
    expect(await actions({ actor: "李四" })).toHaveLength(2);
    expect(await actions({ actor: SUPERVISOR.kind === "user" ? SUPERVISOR.id : "" })).toHaveLength(2);
    expect(new Set(await actions({ actor: "kind:system" }))).toEqual(new Set(["orders.ingest_create", "channels.create_shop"]));
  });

  it("find one act by its own id, as a link does", async () => {
    const [entry] = (await listAuditedActs(auditor, { action: "orders.hold" })).audit;
    expect(await actions({ entry: entry?.id })).toEqual(["orders.hold"]);
  });

  it("page through everything once, whatever the page's size", async () => {
    const all = await actions({ limit: 200 });
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listAuditedActs(auditor, { limit: 2, cursor });
      seen.push(...page.audit.map(({ action }) => action));
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(all);
  });
});

it("lists everybody who acted once, last active first, with the role they had", async () => {
  const { actors } = await listAuditActors(auditor);
  expect(actors.slice(0, 2)).toEqual([
    { id: PROGRAM.kind === "token" ? PROGRAM.id : "", kind: "token", name: "ERP", role: "ops" },
    { id: SUPERVISOR.kind === "user" ? SUPERVISOR.id : "", kind: "user", name: "李四", role: "warehouse_supervisor" },
  ]);
  expect(new Set(actors.map(({ id }) => id)).size).toBe(actors.length);
});

it("says how far the chain is sealed without walking it", async () => {
  const before = await getChainHead(auditor);
  expect(before.head_seq).toBe(0);
  expect(before.unsealed).toBeGreaterThan(5);
  await sealAudit(testCtx());
  expect(await getChainHead(auditor)).toEqual({ head_seq: before.unsealed, unsealed: 0 });
  expect(await verifyAudit(auditor)).toMatchObject({ ok: true, checked: before.unsealed });
});

it("refuses whoever may not read the log", async () => {
  const agent = newCtx({ kind: "user", id: newId(), name: "客服", role: "agent" });
  await expect(listAuditedActs(agent, {})).rejects.toMatchObject({ kind: "forbidden" });
  await expect(listAuditActors(agent)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(getChainHead(agent)).rejects.toMatchObject({ kind: "forbidden" });
});
