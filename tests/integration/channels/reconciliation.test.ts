import { afterEach, beforeEach, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { getReconciliation } from "@/lib/channels/use-cases/get-reconciliation";
import { listReconciliations } from "@/lib/channels/use-cases/list-reconciliations";
import { planReconciliations } from "@/lib/channels/use-cases/plan-reconciliations";
import { runReconciliation } from "@/lib/channels/use-cases/run-reconciliation";
import { startReconciliation } from "@/lib/channels/use-cases/start-reconciliation";
import { createOrder } from "@/lib/orders/use-cases/create-order";
import { incomingOrder } from "../../support/incoming-order";
import { pullWorld } from "../../support/pull-world";

let world: Awaited<ReturnType<typeof pullWorld>>;
beforeEach(async () => {
  world = await pullWorld("pdd-rec");
});
afterEach(() => world.close());

async function reconcile(minutes = 120) {
  const { id } = await startReconciliation(world.ctx, {
    shop: "pdd-rec",
    from: world.ago(minutes).toISOString(),
    to: world.clock.now().toISOString(),
  });
  await runReconciliation(world.ctx, { reconciliation_id: id });
  return getReconciliation(world.ctx, { id });
}

test("what is missing here and what is older here is found and repaired; a second comparison finds nothing", async () => {
  for (const number of [1, 2, 3]) world.sell(`261124-${number}`);
  await world.minute();
  world.pass(20);
  world.sell("261124-2", 5, { remark: "改送前台" });
  world.sell("261124-9", 3);
  const first = await reconcile();
  expect(first).toMatchObject({ state: "done", listed: 4, missing: 1, stale: 1, extra: 0, repaired: 2, error: null });
  expect(first.differences).toMatchObject([
    { kind: "missing", external_id: "261124-9", state: "repaired", ours_at: null },
    { kind: "stale", external_id: "261124-2", state: "repaired" },
  ]);
  expect(first.differences.every(({ order_id }) => order_id !== null)).toBe(true);
  expect(await world.orders()).toEqual(["261124-1", "261124-2", "261124-3", "261124-9"]);
  expect(await reconcile()).toMatchObject({ state: "done", listed: 4, held: 4, missing: 0, stale: 0, extra: 0 });
});

test("an order that only we know is looked up: gone is named, changed after the stretch is repaired, made by hand is left alone", async () => {
  world.sell("261124-gone");
  world.sell("261124-later");
  await world.minute();
  await createOrder(world.ctx, incomingOrder({ shop: "pdd-rec", external_id: "HAND-1", modified_at: world.clock.now().toISOString() }));
  world.books.clear();
  world.pass(60);
  world.sell("261124-later", 0, { remark: "稍后发货" });
  const { id } = await startReconciliation(world.ctx, { shop: "pdd-rec", from: world.ago(90).toISOString(), to: world.ago(30).toISOString() });
  await runReconciliation(world.ctx, { reconciliation_id: id });
  const found = await getReconciliation(world.ctx, { id });
  expect(found).toMatchObject({ state: "done", listed: 0, extra: 2, repaired: 1 });
  expect(found.differences).toMatchObject([
    { external_id: "261124-gone", kind: "extra", state: "unrepairable", reason: expect.stringMatching(/不存在|know/) },
    { external_id: "261124-later", kind: "extra", state: "repaired" },
  ]);
});

test("an order that cannot be repaired says why and stands in the inbox as a dead letter to be", async () => {
  world.sell("261124-1", 5, { orderStatus: 77 });
  const found = await reconcile();
  expect(found).toMatchObject({ state: "done", missing: 1, repaired: 0 });
  expect(found.differences).toMatchObject([{ state: "unrepairable", reason: expect.stringContaining("77") }]);
  expect(await rawSql()`select topic from inbox`).toMatchObject([{ topic: "pulled" }]);
});

test("a platform that is away makes it wait, and in the end say why; a worker that died leaves it to be run again", async () => {
  world.sell("261124-1", 5);
  const { id } = await startReconciliation(world.ctx, { shop: "pdd-rec", from: world.ago(60).toISOString(), to: world.clock.now().toISOString() });
  world.faults.serverErrorRate = 1;
  expect(await runReconciliation(world.ctx, { reconciliation_id: id })).toBe("waiting");
  world.faults.serverErrorRate = 0;
  world.pass(1);
  expect(await runReconciliation(world.ctx, { reconciliation_id: id })).toBe("done");
  expect(await runReconciliation(world.ctx, { reconciliation_id: id })).toBe("settled");
  expect(await world.orders()).toEqual(["261124-1"]);
  const again = await startReconciliation(world.ctx, { shop: "pdd-rec", from: world.ago(60).toISOString(), to: world.clock.now().toISOString() });
  world.faults.serverErrorRate = 1;
  world.pass(125);
  expect(await runReconciliation(world.ctx, { reconciliation_id: again.id })).toBe("failed");
  expect(await getReconciliation(world.ctx, { id: again.id })).toMatchObject({ state: "failed", error: expect.stringContaining("500") });
});

test("every night each pulled shop's last three days are compared, once", async () => {
  expect(await planReconciliations(world.ctx)).toEqual({ planned: 1 });
  await planReconciliations(world.ctx);
  const { reconciliations } = await listReconciliations(world.ctx, { shop: "pdd-rec" });
  expect(reconciliations).toHaveLength(1);
  expect(Date.parse(reconciliations[0]?.to ?? "") - Date.parse(reconciliations[0]?.from ?? "")).toBe(3 * 86_400_000);
  const jobs = await rawSql()`select queue_name from graphile_worker.jobs where task_identifier = 'reconcile_shop'`;
  expect(jobs).toMatchObject([{ queue_name: `pull:${world.shop.id}` }]);
});
