import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import type { ImportMapping } from "@/lib/channels/core/import-table";
import { getImport } from "@/lib/channels/use-cases/get-import";
import { listImportRows } from "@/lib/channels/use-cases/list-import-rows";
import { previewImport } from "@/lib/channels/use-cases/preview-import";
import { runImport } from "@/lib/channels/use-cases/run-import";
import { startImport } from "@/lib/channels/use-cases/start-import";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { workbook } from "../../support/workbook";

const ctx = testCtx();
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  for (const code of ["xlsx", "mapped", "other"]) await testShop({ code, platform: "generic" });
});
afterAll(() => db.drop());

const run = async (shop: string, content: Uint8Array, columns?: ImportMapping) => {
  const started = await startImport(ctx, { shop, file_name: "orders.xlsx", content, columns });
  await runImport(ctx, { import_id: started.id });
  return (await getImport(ctx, { import_id: started.id })).import;
};

const HEADER = ["订单号", "下单时间", "商品", "SKU", "数量", "单价(元)", "收货人", "手机", "省", "市", "区", "地址"];
const rowOf = (id: string | number, placed: string | Date, price: number, quantity: number | string = 2) => [
  id,
  placed,
  "保温杯 & 杯刷",
  "BW-1",
  quantity,
  price,
  "方圆",
  13566667777,
  "浙江省",
  "杭州市",
  "西湖区",
  "文三路 1 号",
];

describe("a workbook", () => {
  test("becomes orders: dates of its own kind, numbers without a double's dust, rows counted as Excel does", async () => {
    const at = new Date("2026-11-20T09:05:00Z");
    const content = workbook([
      HEADER,
      rowOf("X-1", at, 19.899999999999999),
      rowOf("X-2", "2026-11-20 09:05:00", 12.5),
      [],
      rowOf("X-3", at, 1, "两件"),
    ]);
    expect(await run("xlsx", content)).toMatchObject({ state: "done", created: 2, rejected: 1, total_rows: 3 });
    const orders = await rawSql()`select external_id, placed_at, goods_amount::int as goods, item_summary from orders order by external_id`;
    expect(orders.map((order) => [order.external_id, new Date(order.placed_at).toISOString(), order.goods])).toEqual([
      ["X-1", "2026-11-20T01:05:00.000Z", 3980],
      ["X-2", "2026-11-20T01:05:00.000Z", 2500],
    ]);
    expect(orders[0]?.item_summary).toContain("保温杯 & 杯刷");
    const [newest] = await rawSql()`select id from imports order by created_at desc limit 1`;
    const { import_rows } = await listImportRows(ctx, { import_id: newest?.id, outcome: "rejected" });
    expect(import_rows[0]).toMatchObject({ row_number: 5 });
  });

  test("whose order numbers Excel has rounded is refused row by row; short ones and text are taken as they are", async () => {
    const content = workbook([HEADER, rowOf(37e16, "2026-11-20 09:05:00", 1), rowOf(370123456789012, "2026-11-20 09:05:00", 1)]);
    expect(await run("xlsx", content)).toMatchObject({ created: 1, rejected: 1 });
    expect(await rawSql()`select 1 from orders where external_id = '370123456789012'`).toHaveLength(1);
  });

  test("of before 2007, a broken one, and one that unpacks beyond measure are refused with their own words", async () => {
    const start = (content: Uint8Array) => startImport(ctx, { shop: "xlsx", file_name: "x.xlsx", content });
    const good = workbook([HEADER, rowOf("X-9", "2026-11-20 09:05:00", 1)]);
    await expect(start(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).rejects.toMatchObject({ code: "channels.old_workbook" });
    await expect(start(good.subarray(0, good.length - 40))).rejects.toMatchObject({ code: "channels.bad_workbook" });
    await expect(start(workbook([HEADER]))).rejects.toMatchObject({ code: "channels.empty_file" });
    const bomb = Buffer.from(good);
    const directory = bomb.readUInt32LE(bomb.length - 6);
    bomb.writeUInt32LE(0xf0000000, directory + 24);
    await expect(start(bomb)).rejects.toMatchObject({ code: "channels.workbook_too_large" });
  });
});

describe("headings nobody knows", () => {
  const theirs = ["平台订单编号(必填)", "什么时候买的", "货", "件", "多少钱", "收货人姓名"];
  const csv = (...rows: string[]) => Buffer.from([theirs.join(","), ...rows].join("\n"));
  const chosen: ImportMapping = {
    external_id: "平台订单编号(必填)",
    placed_at: "什么时候买的",
    title: "货",
    quantity: "件",
    unit_price: "多少钱",
    name: "",
  };

  test("are shown with guesses and the first rows, and nothing is taken", async () => {
    const content = csv(...Array.from({ length: 8 }, (_, index) => `M-${index},2026-11-20 09:05:00,杯子,1,9.9,方圆`));
    const preview = await previewImport(ctx, { shop: "mapped", file_name: "m.csv", content });
    expect(preview).toMatchObject({
      headings: theirs,
      total_rows: 8,
      columns: { name: "收货人姓名" },
      guesses: { external_id: "平台订单编号(必填)" },
    });
    expect(preview.missing).toEqual(["external_id", "placed_at", "quantity", "title", "unit_price"]);
    expect(preview.rows).toHaveLength(5);
    await expect(run("mapped", content)).rejects.toMatchObject({ code: "channels.missing_columns" });
    expect(await rawSql()`select 1 from import_mappings`).toHaveLength(0);
  });

  test("once chosen are remembered for the shop, also what was left out, and for no other shop", async () => {
    const content = csv("M-1,2026-11-20 09:05:00,杯子,1,9.9,方圆");
    expect(await run("mapped", content, chosen)).toMatchObject({ created: 1 });
    expect(await run("mapped", csv("M-2,2026-11-20 09:05:00,杯子,1,9.9,方圆"))).toMatchObject({ created: 1 });
    const names = await rawSql()`select receiver_name_masked as name from orders where external_id in ('M-1', 'M-2')`;
    expect(names.map(({ name }) => name)).toEqual(["", ""]);
    expect(await previewImport(ctx, { shop: "mapped", file_name: "m.csv", content })).toMatchObject({ columns: chosen, guesses: {}, missing: [] });
    await expect(run("other", content)).rejects.toMatchObject({ code: "channels.missing_columns" });
  });

  test("a file with known headings is still understood by a shop with others remembered", async () => {
    const known = Buffer.from("订单号,下单时间,商品,数量,单价\nM-3,2026-11-20 09:05:00,杯子,1,9.9\n");
    expect(await run("mapped", known)).toMatchObject({ created: 1 });
  });

  test("a mapping changed while a file waits does not change how that file is read", async () => {
    const started = await startImport(ctx, {
      shop: "mapped",
      file_name: "m.csv",
      content: csv("M-4,2026-11-20 09:05:00,杯子,3,9.9,方圆"),
      columns: chosen,
    });
    await rawSql()`update import_mappings set columns = '{}'`;
    await runImport(ctx, { import_id: started.id });
    expect((await getImport(ctx, { import_id: started.id })).import).toMatchObject({ state: "done", created: 1 });
  });

  test("a column of ours that does not exist is refused by name", async () => {
    const content = csv("M-5,2026-11-20 09:05:00,杯子,1,9.9,方圆");
    await expect(run("mapped", content, { colour: "货" } as never)).rejects.toMatchObject({ kind: "invalid" });
  });
});
