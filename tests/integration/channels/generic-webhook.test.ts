import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { receivePush } from "@/lib/channels/use-cases/receive-push";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { genericPush } from "@/lib/sandbox/servers/push-requests";
import { openInboxIds, orderStatusOf } from "../../support/inbox-rows";
import { TEST_APP, testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await testShop({ code: "own", platform: "generic" });
});
afterAll(() => db.drop());

const order = (id: string, change: Record<string, unknown> = {}) => ({
  shop: "whatever",
  external_id: id,
  status: "paid",
  placed_at: "2026-11-20T01:00:00Z",
  paid_at: "2026-11-20T01:01:00Z",
  modified_at: "2026-11-20T01:01:00Z",
  amounts: { goods: 100, paid: 100 },
  receiver: {
    name: "叶知秋",
    phone: "13411112222",
    province: "浙江省",
    city: "杭州市",
    district: "西湖区",
    address: "灵隐路 1 号",
  },
  lines: [{ external_line_id: "1", sku: "A", title: "A", quantity: 1, unit_price: 100, paid: 100 }],
  ...change,
});
const push = (orders: unknown[], secret = TEST_APP.appSecret) => {
  const { headers, body } = genericPush({ shopCode: "own", appSecret: secret, orders });
  return receivePush(ctx, { shopCode: "own", method: "POST", query: {}, headers, rawBody: body });
};
const workOff = async () => {
  const ends: string[] = [];
  for (const id of await openInboxIds("channel")) ends.push(await processChannelPush(ctx, { inboxId: id }));
  return ends;
};

test("canonical orders signed with the shop's secret become orders of that shop, with their parcels", async () => {
  const parcels = [{ carrier: "zhongtong", tracking_number: "7500" }];
  expect((await push([order("O-1"), order("O-2", { status: "shipped", parcels })])).status).toBe(200);
  expect(await workOff()).toEqual(["process", "process"]);
  expect([await orderStatusOf("own", "O-1"), await orderStatusOf("own", "O-2")]).toEqual(["paid", "shipped"]);
  expect(await rawSql()`select tracking_number from parcels`).toMatchObject([{ tracking_number: "7500" }]);
});

test("a wrong secret is refused", async () => {
  expect((await push([order("O-3")], "not the secret")).status).toBe(401);
});

test("an order with an unknown field becomes a dead letter that names it and quotes nothing personal", async () => {
  await push([order("O-4", { colour: "red", receiver: { ...order("x").receiver, name: "很".repeat(200) } })]);
  expect(await workOff()).toEqual(["refuse"]);
  const [letter] = (await listDeadLetters(ctx, { state: "dead" })).dead_letters;
  expect(letter?.reason).toContain("colour");
  expect(letter?.reason).toContain("receiver.name");
  expect(letter?.reason).not.toContain("很很");
});
