import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { getImport } from "@/lib/channels/use-cases/get-import";
import { listImportRows } from "@/lib/channels/use-cases/list-import-rows";
import { runImport } from "@/lib/channels/use-cases/run-import";
import { startImport } from "@/lib/channels/use-cases/start-import";
import { newCtx } from "@/lib/shared/context";
import { orderStatusOf } from "../../support/inbox-rows";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await testShop({ code: "csv", platform: "taobao" });
});
afterAll(() => db.drop());

const HEADER = "订单号,下单时间,付款时间,订单状态,商品,SKU,数量,单价(元),实付,收货人,手机,省,市,区,地址,买家留言";
const row = (id: string, change: { status?: string; quantity?: string; price?: string; placed?: string } = {}) =>
  `${id},${change.placed ?? "2026-11-20 09:05:00"},2026-11-20 09:06:00,${change.status ?? "待发货"},"保温杯, 500ml",BW-1,${change.quantity ?? "2"},${change.price ?? "39.90"},79.80,方圆,13566667777,重庆市,县,秀山土家族苗族自治县,"凤凰大道 8 号\n3 单元",请发顺丰`;
const file = (...rows: string[]) => Buffer.from(`\uFEFF${[HEADER, ...rows].join("\r\n")}\r\n`, "utf8");
const importFile = async (content: Uint8Array, name = "orders.csv") => {
  const started = await startImport(ctx, { shop: "csv", file_name: name, content });
  await runImport(ctx, { import_id: started.id });
  return (await getImport(ctx, { import_id: started.id })).import;
};

test("a file becomes orders: yuan to fen, Shanghai time, quoted commas and line breaks", async () => {
  const done = await importFile(file(row("C-1"), row("C-2", { status: "已发货" })));
  expect(done).toMatchObject({ state: "done", total_rows: 2, done_rows: 2, created: 2, rejected: 0 });
  const [order] = await rawSql()`select placed_at, paid_amount, city, item_summary from orders where external_id = 'C-1'`;
  expect(new Date(order?.placed_at).toISOString()).toBe("2026-11-20T01:05:00.000Z");
  expect(order).toMatchObject({ city: "重庆市" });
  expect(Number(order?.paid_amount)).toBe(7980);
  expect(await orderStatusOf("csv", "C-2")).toBe("shipped");
});

test("rows with one order number are lines of one order, wherever they stand", async () => {
  const done = await importFile(file(row("C-3"), row("C-4"), row("C-3", { quantity: "1" })));
  expect(done).toMatchObject({ created: 2, done_rows: 3 });
  const lines = await rawSql()`select quantity from order_lines l join orders o on o.id = l.order_id where o.external_id = 'C-3' order by position`;
  expect(lines.map((line) => line.quantity)).toEqual([2, 1]);
});

test("a bad row is told with its value, column and row number, and does not stop the others", async () => {
  const done = await importFile(
    file(row("C-5", { quantity: "两件" }), row("C-6", { price: "12.345" }), row("C-7", { placed: "2026-02-30 10:00:00" }), row("C-8")),
  );
  expect(done).toMatchObject({ state: "done", created: 1, rejected: 3, done_rows: 4 });
  const { import_rows } = await listImportRows(ctx, { import_id: done.id, outcome: "rejected" });
  expect(import_rows.map((one) => [one.row_number, one.errors[0]?.message])).toEqual([
    [2, 'Row 2, 数量: "两件" is not a whole number of at least 1.'],
    [3, 'Row 3, 单价: "12.345" is not an amount in yuan such as 12.50.'],
    [4, 'Row 4, 下单时间: "2026-02-30 10:00:00" is not a time such as 2026-11-24 09:05:00.'],
  ]);
});

test("the same file again changes nothing", async () => {
  const content = file(row("C-9"), row("C-10"));
  expect(await importFile(content)).toMatchObject({ created: 2 });
  expect(await importFile(content)).toMatchObject({ created: 0, unchanged: 2 });
});

test("a file saved as GBK is read like one in UTF-8", async () => {
  // "订单号,下单时间,数量,商品,单价" and one row, as a Chinese Windows program saves them.
  const gbk = Buffer.from(
    "b6a9b5a5bac52ccfc2b5a5cab1bce42ccafdc1bf2cc9ccc6b72cb5a5bcdb0a472d312c323032362d31312d32302031303a30302c312cb1adb1ad2c392e390a",
    "hex",
  );
  expect(await importFile(gbk)).toMatchObject({ created: 1, rejected: 0 });
  const [order] = await rawSql()`select item_summary from orders where external_id = 'G-1'`;
  expect(order?.item_summary).toContain("杯杯");
});

test("English headers and tab separation are understood", async () => {
  const tsv = Buffer.from(
    "Order ID\tPlaced at\tStatus\tTitle\tQty\tPrice\tReceiver\tPhone\tAddress\nE-1\t2026-11-20 10:00:00\tpaid\tMug\t1\t9.9\tLi Lei\t13500001111\tRoad 1\n",
  );
  expect(await importFile(tsv)).toMatchObject({ created: 1 });
});

test("a worker that died is followed by one that goes on where the results end", async () => {
  const started = await startImport(ctx, { shop: "csv", file_name: "resume.csv", content: file(row("C-11"), row("C-12")) });
  await rawSql()`update imports set state = 'running', done_rows = 1, created = 1 where id = ${started.id}`;
  await rawSql()`insert into import_rows (id, import_id, row_number, external_id, outcome, errors) values (gen_random_uuid(), ${started.id}, 2, 'C-11', 'created', '[]')`;
  await runImport(ctx, { import_id: started.id });
  expect((await getImport(ctx, { import_id: started.id })).import).toMatchObject({ state: "done", done_rows: 2, created: 2 });
  await runImport(ctx, { import_id: started.id });
  expect((await getImport(ctx, { import_id: started.id })).import).toMatchObject({ done_rows: 2, created: 2 });
});

test("a file without the needed columns, without rows, or of another shop is refused at once", async () => {
  const start = (content: string, shop = "csv") => startImport(ctx, { shop, file_name: "x.csv", content: Buffer.from(content) });
  await expect(start("a,b\n1,2\n")).rejects.toMatchObject({ kind: "invalid", code: "channels.missing_columns" });
  await expect(start(`${HEADER}\n`)).rejects.toMatchObject({ code: "channels.empty_file" });
  await expect(start(`${HEADER}\n${row("X")}`, "nobody")).rejects.toMatchObject({ kind: "not_found" });
});

test("only roles that may import do", async () => {
  const agent = newCtx({ kind: "user", id: "u", name: "agent", role: "agent" });
  await expect(startImport(agent, { shop: "csv", file_name: "x.csv", content: file(row("X")) })).rejects.toMatchObject({
    kind: "forbidden",
  });
});

test("the file is sealed while it waits and gone when it is done", async () => {
  const started = await startImport(ctx, { shop: "csv", file_name: "sealed.csv", content: file(row("C-13")) });
  const [waiting] = await rawSql()`select content from imports where id = ${started.id}`;
  expect(waiting?.content).toMatch(/^v1:/);
  await runImport(ctx, { import_id: started.id });
  const [done] = await rawSql()`select content from imports where id = ${started.id}`;
  expect(done?.content).toBeNull();
});
