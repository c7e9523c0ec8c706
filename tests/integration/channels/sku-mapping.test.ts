import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { genericOrder } from "@/lib/channels/adapters/generic/fixtures";
import { listSkuMappings } from "@/lib/channels/use-cases/list-sku-mappings";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { removeSkuMappings } from "@/lib/channels/use-cases/remove-sku-mappings";
import { runImport } from "@/lib/channels/use-cases/run-import";
import { saveSkuMappings } from "@/lib/channels/use-cases/save-sku-mappings";
import { startImport } from "@/lib/channels/use-cases/start-import";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { newCtx } from "@/lib/shared/context";
import { pullWorld } from "../../support/pull-world";
import { testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof pullWorld>>;
let own: string;
beforeAll(async () => {
  world = await pullWorld("pdd-sku");
  own = (await testShop({ code: "own-sku", platform: "generic" })).id;
});
afterAll(() => world.close());

let pushes = 0;
async function push(externalId: string, sku: string): Promise<void> {
  pushes += 1;
  const lines = [{ external_line_id: "1", sku, title: "保温杯", quantity: 1, unit_price: 100, paid: 100 }];
  const message = { source: "channel" as const, scope: own, shopId: own, dedupeKey: `s-${pushes}`, topic: "generic.order" };
  const { id } = await withTransaction((tx) => storePush(tx, world.ctx, { ...message, payload: genericOrder({ external_id: externalId, lines }) }));
  await processChannelPush(world.ctx, { inboxId: id });
}
const linesOf = async (externalId: string) =>
  [
    ...(await rawSql()`select l.sku, l.title from order_lines l join orders o on o.id = l.order_id where o.external_id = ${externalId} order by position`),
  ].map(({ sku, title }) => [sku, title]);

test("orders pushed, pulled and imported carry the warehouse's SKU, with the platform's behind the title", async () => {
  await saveSkuMappings(world.ctx, { shop_id: own, mappings: [{ platform_sku: "CUP-1", sku: "WH-100" }] });
  await saveSkuMappings(world.ctx, { shop_id: world.shop.id, mappings: [{ platform_sku: "CUP", sku: "WH-200" }] });
  await push("S-1", "CUP-1");
  expect(await linesOf("S-1")).toEqual([["WH-100", "保温杯 (CUP-1)"]]);
  world.sell("P-1");
  await world.minute();
  expect((await linesOf("P-1"))[0]).toEqual(["WH-200", expect.stringContaining("(CUP)")]);
  const content = Buffer.from(
    "订单号,下单时间,商品,SKU,数量,单价\nI-1,2026-11-20 09:05:00,杯子,CUP-1,1,9.9\nI-2,2026-11-20 09:05:00,杯子,OTHER,1,9.9\n",
  );
  const started = await startImport(world.ctx, { shop: "own-sku", file_name: "i.csv", content });
  await runImport(world.ctx, { import_id: started.id });
  expect(await linesOf("I-1")).toEqual([["WH-100", "杯子 (CUP-1)"]]);
  expect(await linesOf("I-2")).toEqual([["OTHER", "杯子"]]);
});

test("a mapping belongs to its shop, and a line without a SKU stays as it is", async () => {
  world.sell("P-2", 0, { items: [{ skuId: "11", sku: "CUP-1", name: "保温杯", quantity: 1, price: 2590 }] });
  await world.minute();
  expect((await linesOf("P-2"))[0]?.[0]).toBe("CUP-1");
  await push("S-2", "");
  expect(await linesOf("S-2")).toEqual([["", "保温杯"]]);
});

test("a change counts when the platform tells of the order again, also at the same modified time; not before", async () => {
  await push("S-3", "BOX");
  await saveSkuMappings(world.ctx, { shop_id: own, mappings: [{ platform_sku: "BOX", sku: "WH-300" }] });
  expect(await linesOf("S-3")).toEqual([["BOX", "保温杯"]]);
  await push("S-3", "BOX");
  expect(await linesOf("S-3")).toEqual([["WH-300", "保温杯 (BOX)"]]);
  await removeSkuMappings(world.ctx, { shop_id: own, platform_skus: ["BOX"] });
  await push("S-3", "BOX");
  expect(await linesOf("S-3")).toEqual([["BOX", "保温杯"]]);
});

test("mappings are listed by page and by part of a SKU, changed only where they differ, and audited", async () => {
  const mappings = Array.from({ length: 5 }, (_, index) => ({ platform_sku: `L_${index}`, sku: `W-${index}` }));
  expect(await saveSkuMappings(world.ctx, { shop_id: own, mappings })).toEqual({ saved: 5 });
  expect(await saveSkuMappings(world.ctx, { shop_id: own, mappings: mappings.with(0, { platform_sku: "L_0", sku: "W-9" }) })).toEqual({ saved: 1 });
  const first = await listSkuMappings(world.ctx, { shop_id: own, q: "l_", limit: 3 });
  const second = await listSkuMappings(world.ctx, { shop_id: own, q: "l_", limit: 3, cursor: first.next_cursor ?? "" });
  expect([...first.sku_mappings, ...second.sku_mappings].map((row) => row.platform_sku)).toEqual(["L_0", "L_1", "L_2", "L_3", "L_4"]);
  expect(await removeSkuMappings(world.ctx, { shop_id: own, platform_skus: ["L_0", "nobody"] })).toEqual({ removed: 1 });
  const acts = await rawSql()`select action from audit_log where entity_id = ${own} and action like '%skus' order by at desc, id desc limit 3`;
  expect(acts.map(({ action }) => action)).toEqual(["channels.unmap_skus", "channels.map_skus", "channels.map_skus"]);
  const twice = [
    { platform_sku: "A", sku: "1" },
    { platform_sku: "A", sku: "2" },
  ];
  await expect(saveSkuMappings(world.ctx, { shop_id: own, mappings: twice })).rejects.toMatchObject({ kind: "invalid" });
  const agent = newCtx({ kind: "user", id: "u", name: "agent", role: "agent" });
  await expect(saveSkuMappings(agent, { shop_id: own, mappings })).rejects.toMatchObject({ kind: "forbidden" });
});
