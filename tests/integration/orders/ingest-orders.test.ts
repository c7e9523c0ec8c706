import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { newCtx } from "@/lib/shared/context";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "s1" });
  await testShop({ code: "s2" });
});
afterAll(() => database.drop());

const ingest = async (...orders: unknown[]) => (await ingestOrders(testCtx(), { orders })).results;
const make = (external_id: string, override: Partial<IncomingOrderInput> = {}) => incomingOrder({ shop: "s1", external_id, ...override });
const outcomes = async (...orders: unknown[]) => (await ingest(...orders)).map((result) => result.outcome);

async function rowOf(externalId: string) {
  const [row] = await rawSql()`select * from orders where external_id = ${externalId}`;
  if (!row) throw new Error(`No order ${externalId}.`);
  return row;
}

async function count(table: string, where: string): Promise<number> {
  const [row] = await rawSql().unsafe<{ n: number }[]>(`select count(*)::int as n from ${table} where ${where}`);
  return row?.n ?? -1;
}

describe("ingest", () => {
  it("creates once and answers unchanged to the same message again", async () => {
    expect(await outcomes(make("once"))).toEqual(["created"]);
    expect(await outcomes(make("once"))).toEqual(["unchanged"]);
    const row = await rowOf("once");
    expect(row).toMatchObject({ status: "paid", version: 1, receiver_name_masked: "张**", receiver_phone_masked: "138****8000" });
    expect(await count("order_events", `order_id = '${row.id}' and type = 'paid'`)).toBe(1);
    expect(await count("order_versions", `order_id = '${row.id}'`)).toBe(1);
    expect(await count("audit_log", `entity_id = '${row.id}'`)).toBe(1);
    expect(await count("outbox_events", `payload->>'order_id' = '${row.id}' and type = 'order.created'`)).toBe(1);
  });

  it("keeps no plaintext of the receiver anywhere", async () => {
    await ingest(
      make("secret", {
        receiver: {
          name: "欧阳锋",
          phone: "13987654321",
          province: "浙江省",
          city: "杭州市",
          district: "西湖区",
          address: "白驼山路99号",
        },
      }),
    );
    const [dump] = await rawSql()<{ text: string }[]>`
      select concat((select json_agg(o) from orders o), (select json_agg(v) from order_versions v), (select json_agg(e) from order_events e),
        (select json_agg(a) from audit_log a), (select json_agg(x) from outbox_events x), (select json_agg(c) from customers c)) as text`;
    for (const canary of ["欧阳锋", "13987654321", "白驼山路99号"]) expect(dump?.text).not.toContain(canary);
  });

  it("applies a newer message as the next version and calls an older one stale", async () => {
    await ingest(make("cas"));
    const newer = make("cas", { modified_at: "2026-11-24T09:10:00+08:00", buyer_note: "尽快" });
    expect(await outcomes(newer)).toEqual(["updated"]);
    expect(await outcomes(make("cas"))).toEqual(["stale"]);
    expect(await rowOf("cas")).toMatchObject({ version: 2, has_buyer_note: true });
  });

  it("applies different content of the same instant again", async () => {
    await ingest(make("same-time"));
    expect(await outcomes(make("same-time", { buyer_note: "改" }))).toEqual(["updated"]);
  });

  it("never lets a blank overwrite a known receiver", async () => {
    await ingest(make("blank"));
    const before = await rowOf("blank");
    await ingest(make("blank", { modified_at: "2026-11-24T10:00:00+08:00", buyer_note: "x", receiver: {} }));
    expect(await rowOf("blank")).toMatchObject({ version: 2, receiver_index: before.receiver_index, province: "浙江省" });
  });

  it("takes a receiver it was never told from an older message, and nothing else of it", async () => {
    await ingest(make("hidden", { modified_at: "2026-11-24T10:00:00+08:00", buyer_note: "x", receiver: {} }));
    expect(await outcomes(make("hidden"))).toEqual(["updated"]);
    const filled = await rowOf("hidden");
    expect(filled).toMatchObject({ version: 2, receiver_name_masked: "张**", province: "浙江省", has_buyer_note: true });
    expect(new Date(filled.modified_at as string)).toEqual(new Date("2026-11-24T10:00:00+08:00"));
    expect(await outcomes(make("hidden", { receiver: { ...make("hidden").receiver, name: "李四" } }))).toEqual(["stale"]);
  });

  it("keeps staff's note, carrier and warehouse over the platform's", async () => {
    await ingest(make("ours", { seller_note: "我们的", carrier: "sf", warehouse: "hz" }));
    await ingest(make("ours", { modified_at: "2026-11-24T10:00:00+08:00", seller_note: "平台", carrier: "zto", warehouse: "gz" }));
    expect(await rowOf("ours")).toMatchObject({ carrier: "sf", warehouse: "hz" });
  });

  it("rejects a bad row by field and value while the others go in", async () => {
    const [bad, unknown, good] = await ingest(
      { ...make("bad"), amounts: { goods: 1.5, freight: 0, discount: 0, paid: 1 }, colour: "red" },
      make("nowhere", { shop: "no-such-shop" }),
      make("good-beside-bad"),
    );
    expect(bad?.outcome).toBe("rejected");
    expect(bad?.errors.map((error) => error.path)).toContain("amounts.goods");
    expect(JSON.stringify(bad?.errors)).toContain("1.5");
    expect(JSON.stringify(bad?.errors)).toContain("colour");
    expect(unknown).toMatchObject({
      outcome: "rejected",
      errors: [{ path: "shop", message: expect.stringContaining("no-such-shop") }],
    });
    expect(good?.outcome).toBe("created");
  });

  it("refuses text PostgreSQL cannot keep without failing the batch", async () => {
    expect(await outcomes(make("nul", { buyer_note: "a\u0000b" }), make("half", { buyer_note: "\ud83d" }), make("beside-nul"))).toEqual([
      "rejected",
      "rejected",
      "created",
    ]);
  });

  it("applies the same order twice in one batch in the platform's order", async () => {
    const results = await outcomes(make("twice", { modified_at: "2026-11-24T09:30:00+08:00", buyer_note: "later" }), make("twice"));
    expect(results).toEqual(["updated", "created"]);
    expect(await rowOf("twice")).toMatchObject({ version: 2, has_buyer_note: true });
  });

  it("opens an exception for amounts that do not add up, and closes it when they do", async () => {
    await ingest(make("sums", { amounts: { goods: 12_900, freight: 0, discount: 0, paid: 1 } }));
    expect(await rowOf("sums")).toMatchObject({ open_exceptions: 1 });
    await ingest(make("sums", { modified_at: "2026-11-24T10:00:00+08:00" }));
    expect(await rowOf("sums")).toMatchObject({ open_exceptions: 0 });
  });

  it("ends in the same state whatever order the platform's snapshots come in", async () => {
    const steps = [
      make("x", { status: "unpaid", paid_at: null, modified_at: "2026-11-24T09:00:00+08:00" }),
      make("x"),
      make("x", { status: "shipped", modified_at: "2026-11-24T12:00:00+08:00" }),
      make("x", { status: "delivered", modified_at: "2026-11-25T12:00:00+08:00" }),
    ];
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
      [1, 3, 0, 2, 1, 0],
    ];
    for (const [index, order] of orders.entries()) {
      for (const step of order) await ingest({ ...steps[step], external_id: `perm-${index}` });
      const row = await rowOf(`perm-${index}`);
      expect(row.status).toBe("delivered");
      expect(new Date(row.paid_at)).toEqual(new Date("2026-11-24T01:01:00Z"));
      expect(row.open_exceptions).toBe(0);
    }
  });

  it("stores each order once when the same batches arrive at the same time in opposite order", async () => {
    const batch = Array.from({ length: 40 }, (_, index) => make(`race-${index}`, { shop: index % 2 ? "s1" : "s2" }));
    const answers = await Promise.all([ingest(...batch), ingest(...[...batch].reverse()), ingest(...batch), ingest(...[...batch].reverse())]);
    expect(answers.flat().filter((result) => result.outcome === "created")).toHaveLength(40);
    expect(answers.flat().filter((result) => result.outcome === "rejected")).toEqual([]);
    expect(await count("orders", "external_id like 'race-%'")).toBe(40);
    expect(await count("order_versions", "order_id in (select id from orders where external_id like 'race-%')")).toBe(40);
  });

  it("knows one buyer by phone across shops and keeps different buyers apart", async () => {
    const receiver = (phone: string) => ({
      name: "李四",
      phone,
      province: "广东省",
      city: "广州市",
      district: "天河区",
      address: "体育西路1号",
    });
    await ingest(
      make("p1", { shop: "s1", receiver: receiver("+86 139-0000-1111") }),
      make("p2", { shop: "s2", receiver: receiver("13900001111") }),
      make("p3", { receiver: receiver("13900002222") }),
    );
    const [one, two, other] = await Promise.all([rowOf("p1"), rowOf("p2"), rowOf("p3")]);
    expect(one?.customer_id).toBe(two?.customer_id);
    expect(other?.customer_id).not.toBe(one?.customer_id);
    expect(one?.phone_index).toBe(two?.phone_index);
  });

  it("makes no index of masked values", async () => {
    await ingest(
      make("masked", {
        receiver: {
          name: "张*",
          phone: "138****8000",
          province: "浙江省",
          city: "杭州市",
          district: "西湖区",
          address: "文三路***",
        },
      }),
    );
    expect(await rowOf("masked")).toMatchObject({ phone_index: null, receiver_index: null });
  });

  it("is refused to a role without the permission", async () => {
    const ctx = newCtx({ kind: "user", id: "u", name: "客服", role: "agent" });
    await expect(ingestOrders(ctx, { orders: [] })).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("is refused whole when the batch is too large", async () => {
    await expect(ingestOrders(testCtx(), { orders: Array.from({ length: 1_001 }, () => ({})) })).rejects.toMatchObject({
      kind: "too_large",
    });
  });
});
