import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { detectMerges } from "@/lib/merging/use-cases/detect-merges";
import { expireSuggestions } from "@/lib/merging/use-cases/expire-suggestions";
import { getMergeSuggestion } from "@/lib/merging/use-cases/get-merge-suggestion";
import { listMergeSuggestions } from "@/lib/merging/use-cases/list-merge-suggestions";
import { placeHold, releaseHold } from "@/lib/orders/use-cases/place-hold";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { detect, household, MERGE_NOW, mergeClock, placeOrders, staff, suggestionsOf } from "../../support/merge-world";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "s1" });
  await testShop({ code: "s2" });
});
afterAll(() => database.drop());

const pair = (number: number, override = {}) =>
  placeOrders(["a", "b"].map((name) => ({ shop: "s1", external_id: `${number}${name}`, ...household(number), ...override })));
const token = (value: string, kind = "open_address_id") => ({ kind, value });

describe("detection", () => {
  it("suggests two orders of one receiver, once, and tells it on both timelines", async () => {
    const ids = await pair(1);
    await detect(ids);
    await detect([...ids].reverse());
    expect(await suggestionsOf(ids)).toMatchObject([{ state: "open", tier: "exact", orders: ["1a", "1b"], rules: [] }]);
    const [told] = await rawSql()`select count(*)::int as n from order_events where type = 'merge_suggested' and order_id = any(${ids}::uuid[])`;
    expect(told?.n).toBe(2);
    const [emitted] =
      await rawSql()`select count(*)::int as n from outbox_events where type = 'merge.suggested' and payload->'order_ids' ? ${ids[0] ?? ""}`;
    expect(emitted?.n).toBe(1);
  });

  it("matches masked receivers by the platform's token, in one shop only", async () => {
    const masked = (shop: string, external_id: string) => ({
      shop,
      external_id,
      buyer: { platform_buyer_id: `masked-${external_id}` },
      receiver: {
        name: "张**",
        phone: "138****8000",
        province: "浙江省",
        city: "杭州市",
        district: "西湖区",
        address: "文三路***号",
        token: token("t-2"),
      },
    });
    const ids = await placeOrders([masked("s1", "2a"), masked("s1", "2b"), masked("s2", "2c")]);
    await detect(ids);
    expect(await suggestionsOf(ids)).toMatchObject([{ tier: "token_equal", orders: ["2a", "2b"], state: "open" }]);
  });

  it("shows masked orders of one buyer as unknowable and blocks them, whatever the masks look like", async () => {
    const masked = { name: "张**", phone: "138****8000", province: "浙江省", city: "杭州市", district: "西湖区", address: "文三路***号" };
    const ids = await pair(3, { receiver: masked });
    await detect(ids);
    const [found] = await suggestionsOf(ids);
    expect(found).toMatchObject({ tier: "unknowable", state: "blocked", rules: ["same_receiver"] });
    const detail = await getMergeSuggestion(staff("王"), { id: found?.id ?? "" });
    expect(detail.orders[0]?.receiver).toMatchObject({ phone: { equal: null }, address: { equal: null }, province: { equal: true } });
  });

  it("finds one receiver across shops by phone, name and address, however they are written", async () => {
    const { receiver, buyer } = household(4);
    const ids = await placeOrders([
      { shop: "s1", external_id: "4a", receiver, buyer },
      { shop: "s2", external_id: "4b", receiver: { ...receiver, phone: "+86 139-0000-0004", address: "浙江省杭州市西湖区 文三路４号２幢501室" } },
    ]);
    await detect(ids);
    expect(await suggestionsOf(ids)).toMatchObject([{ tier: "exact", orders: ["4a", "4b"] }]);
  });

  it("blocks while a rule fails and opens again when the cause is gone", async () => {
    const ids = await pair(5);
    await detect(ids);
    const { hold_id } = await placeHold(staff("李"), { order_id: ids[0] ?? "", reason: "address check" });
    await detect(ids);
    expect(await suggestionsOf(ids)).toMatchObject([{ state: "blocked", rules: ["not_on_hold"] }]);
    await releaseHold(staff("李"), { order_id: ids[0] ?? "", hold_id });
    await detect(ids);
    expect(await suggestionsOf(ids)).toMatchObject([{ state: "open", rules: [] }]);
  });

  it("supersedes a suggestion when one of its two orders is cancelled", async () => {
    const ids = await pair(6);
    await detect(ids);
    await recordOrderEvents(testCtx(mergeClock), {
      order_id: ids[0] ?? "",
      events: [{ type: "cancelled", occurred_at: MERGE_NOW.toISOString(), source_event_id: "c" }],
    });
    await detect([ids[0] ?? ""]);
    expect(await suggestionsOf(ids)).toEqual([]);
    expect(await suggestionsOf(ids, ["superseded"])).toHaveLength(1);
  });

  it("takes in a later order of the window", async () => {
    const ids = await pair(7);
    await detect(ids);
    const more = await placeOrders([{ shop: "s1", external_id: "7c", ...household(7), paid_at: "2026-11-24T09:08:00+08:00" }]);
    await detect(more);
    expect(await suggestionsOf(ids)).toMatchObject([{ orders: ["7a", "7b", "7c"] }]);
  });

  it("keeps one suggestion when the same orders are detected at once", async () => {
    const ids = await pair(8);
    await Promise.all(Array.from({ length: 6 }, () => detect(ids)));
    expect(await suggestionsOf(ids)).toHaveLength(1);
  });

  it("expires a suggestion a day after its window and does not bring it back", async () => {
    const ids = await pair(9);
    await detect(ids);
    const later = testCtx({ now: () => new Date(MERGE_NOW.getTime() + 27 * 3_600_000) });
    await expireSuggestions(later);
    await withTransaction((tx) => detectMerges(tx, later, { orderIds: ids }));
    expect(await suggestionsOf(ids)).toEqual([]);
    expect(await suggestionsOf(ids, ["expired"])).toHaveLength(1);
  });

  it("ends in the same suggestions whatever order the orders arrive and are looked at in", async () => {
    let run = 100;
    const spec = fc.record({
      house: fc.integer({ min: 0, max: 1 }),
      minute: fc.constantFrom(1, 50, 119, 122, 200),
      cod: fc.boolean(),
      token: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(spec, { minLength: 2, maxLength: 5 }), fc.infiniteStream(fc.nat()), async (specs, random) => {
        const outcomes = [];
        for (const shuffle of [false, true]) {
          run += 2;
          const base = run;
          const orders = specs.map((entry, index) => ({
            shop: "s1",
            external_id: `${index}-${base}`,
            ...household(base * 10 + entry.house),
            receiver: { ...household(base * 10 + entry.house).receiver, token: entry.token ? token(`t-${base}-${entry.house}`) : null },
            paid_at: new Date(Date.parse("2026-11-23T22:00:00Z") + entry.minute * 60_000).toISOString(),
            payment_method: entry.cod ? ("cod" as const) : ("prepaid" as const),
          }));
          const rank = new Map(orders.map((order) => [order.external_id, random.next().value]));
          if (shuffle) orders.sort((a, b) => (rank.get(a.external_id) ?? 0) - (rank.get(b.external_id) ?? 0));
          const ids: string[] = [];
          for (const order of orders) {
            const placed = await placeOrders([order]);
            ids.push(...placed);
            await detect(placed);
          }
          outcomes.push(
            (await suggestionsOf(ids)).map(({ id: _, orders: members, ...fact }) => ({ ...fact, orders: members.map((name) => name.split("-")[0]) })),
          );
        }
        expect(outcomes[1]).toEqual(outcomes[0]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("the board", () => {
  it("lists by deadline, page by page, and filters by tier and shop", async () => {
    const early = await pair(20, { promised_ship_at: "2026-11-24T20:00:00+08:00" });
    const late = await pair(21, { promised_ship_at: "2026-11-25T20:00:00+08:00" });
    await detect([...late, ...early]);
    const first = await listMergeSuggestions(staff("王"), { status: "open", limit: 1 });
    expect(first.merge_suggestions[0]).toMatchObject({ deadline: "2026-11-24T12:00:00.000Z", tier: "exact", shops: ["测试店 s1"], failed: [] });
    expect([...(first.merge_suggestions[0]?.order_ids ?? [])].sort()).toEqual([...early].sort());
    const second = await listMergeSuggestions(staff("王"), { status: "open", limit: 1, cursor: first.next_cursor ?? "" });
    expect([...(second.merge_suggestions[0]?.order_ids ?? [])].sort()).toEqual([...late].sort());
    const tokens = await listMergeSuggestions(staff("王"), { status: "open", tier: "token_equal" });
    expect(tokens.merge_suggestions.every((entry) => entry.tier === "token_equal")).toBe(true);
    expect(
      (await listMergeSuggestions(staff("王"), { status: "open", shop: "s2" })).merge_suggestions.every((entry) => entry.shops.includes("测试店 s2")),
    ).toBe(true);
  });

  it("answers every member with masked parts and whether they agree, and no plaintext", async () => {
    const ids = await pair(22);
    await detect(ids);
    const [found] = await suggestionsOf(ids);
    const detail = await getMergeSuggestion(staff("王"), { id: found?.id ?? "" });
    expect(detail.orders[1]?.receiver).toMatchObject({
      name: { value: "张**", equal: true },
      phone: { equal: true },
      address: { equal: true },
      token: { equal: null },
    });
    expect(detail.passed.length).toBeGreaterThan(20);
    for (const canary of ["张三丰", "13900000022", "22号2幢501室"]) expect(JSON.stringify(detail)).not.toContain(canary);
  });
});
