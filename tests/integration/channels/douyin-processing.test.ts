import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { updateShop } from "@/lib/channels/use-cases/update-shop";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { replayPush } from "@/lib/inbox/use-cases/replay-push";
import { DOUYIN_T0, douyinWorld, signedHeaders, testDetail, workOffChannels } from "../../support/douyin-world";
import { inboxRow, openInboxIds, orderIdOf, orderStatusOf } from "../../support/inbox-rows";
import { testCtx, testShop } from "../../support/shops";

const ctx = testCtx();
const SHOP = "work-shop";
let world: Awaited<ReturnType<typeof douyinWorld>>;
beforeAll(async () => {
  world = await douyinWorld(SHOP);
});
beforeEach(() => world.reset());
afterAll(() => world.close());

test("a push becomes the order its detail describes, with its 19-digit id whole", async () => {
  const id = "6917950000001234567";
  world.details.set(id, testDetail({ orderId: id }));
  expect((await world.message(id)).status).toBe(200);
  expect(await workOffChannels()).toEqual(["process"]);
  expect(await orderStatusOf(SHOP, id)).toBe("paid");
  const [row] = await rawSql()`select city, district, token_kind, paid_amount, receiver_name_masked from orders where external_id = ${id}`;
  expect(row).toMatchObject({ city: "重庆市", token_kind: "open_address_id", receiver_name_masked: "林**" });
  expect(Number(row?.paid_amount)).toBe(3980);
});

test("older pushes, with a numeric tag, msgId and an object as data, are read without rounding the id", async () => {
  const id = "4805961163201956922";
  world.details.set(id, testDetail({ orderId: id }));
  const body = `{"tag":101,"msgId":"old","data":{"p_id":${id},"s_ids":[${id}]}}`;
  expect((await world.post(body, signedHeaders(body))).status).toBe(200);
  expect(await workOffChannels()).toEqual(["process"]);
  expect(await orderIdOf(SHOP, id)).not.toBeNull();
});

test("a push that carries the detail itself needs no call to the platform", async () => {
  const id = "6917950000003333333";
  const body = JSON.stringify([
    {
      tag: "100",
      msg_id: "d",
      data: JSON.stringify({ shop_order_detail: testDetail({ orderId: id, orderStatus: 1, payTime: 0 }) }),
    },
  ]);
  await world.post(body, signedHeaders(body));
  expect(await workOffChannels()).toEqual(["process"]);
  expect(await orderStatusOf(SHOP, id)).toBe("unpaid");
});

test("a refund that comes before its order brings the order, with the line's refund open", async () => {
  const id = "6917950000004444444";
  world.details.set(
    id,
    testDetail({
      orderId: id,
      lines: [{ orderId: id, sku: "A", title: "商品", quantity: 1, price: 100, afterSale: { status: 6, type: 1, refundStatus: 1 } }],
    }),
  );
  await world.message(id, "200");
  expect(await workOffChannels()).toEqual(["process"]);
  const [line] = await rawSql()`select l.refund_status from order_lines l join orders o on o.id = l.order_id where o.external_id = ${id}`;
  expect(line?.refund_status).toBe("requested");
});

test("pushes in any order and twice end in the same state", async () => {
  const id = "6917950000005555555";
  world.details.set(
    id,
    testDetail({
      orderId: id,
      orderStatus: 5,
      shipTime: DOUYIN_T0 + 500,
      finishTime: DOUYIN_T0 + 900,
      updateTime: DOUYIN_T0 + 900,
    }),
  );
  for (const tag of ["103", "102", "100", "101", "103", "102"]) await world.message(id, tag);
  await workOffChannels();
  expect(await orderStatusOf(SHOP, id)).toBe("completed");
  const events =
    await rawSql()`select e.type from order_events e join orders o on o.id = e.order_id where o.external_id = ${id} and e.type = 'completed'`;
  expect(events).toHaveLength(1);
});

test("an order the platform does not know yet is parked, seen, and taken up when its detail comes", async () => {
  const id = "6917950000006666666";
  await world.message(id);
  expect(await workOffChannels()).toEqual(["park"]);
  const { dead_letters } = await listDeadLetters(ctx, { state: "parked" });
  expect(dead_letters).toMatchObject([{ state: "parked", waits_for: `order:${world.shop.id}:${id}` }]);
  world.details.set(id, testDetail({ orderId: id }));
  expect(await workOffChannels()).toEqual(["process"]);
  expect(await orderStatusOf(SHOP, id)).toBe("paid");
});

test("a shop without an API address parks its pushes until the address is set", async () => {
  const bare = await testShop({ code: "bare-shop" });
  const id = "6917950000007777777";
  world.details.set(id, testDetail({ orderId: id }));
  await world.message(id, "101", "bare-shop");
  expect(await workOffChannels()).toEqual(["park"]);
  const [inboxId] = await openInboxIds("channel");
  await updateShop(ctx, { shop_id: bare.id, settings: { api_base_url: world.platform.url } });
  expect(await inboxRow(inboxId ?? "")).toMatchObject({ state: "received" });
  expect(await workOffChannels()).toEqual(["process"]);
});

test("a platform that is down is asked again: the job fails and the push stays open", async () => {
  const down = await testShop({ code: "down-shop", settings: { api_base_url: "http://127.0.0.1:9" } });
  await world.message("1", "101", "down-shop");
  const [inboxId] = await openInboxIds("channel");
  await expect(processChannelPush(ctx, { inboxId: inboxId ?? "" })).rejects.toMatchObject({
    code: "channels.platform_unavailable",
  });
  expect(await inboxRow(inboxId ?? "")).toMatchObject({ state: "received" });
  expect((await listShops(ctx)).shops.find((shop) => shop.id === down.id)?.last_error).toContain("could not be reached");
});

test("a replayed dead letter goes through its work again, and the replay is audited", async () => {
  const body = '[{"tag":"101","data":"not json"}]';
  await world.post(body, signedHeaders(body));
  expect(await workOffChannels()).toEqual(["refuse"]);
  const [dead] = (await listDeadLetters(ctx, { state: "dead" })).dead_letters;
  expect(await replayPush(ctx, { inbox_id: dead?.id ?? "" })).toMatchObject({ state: "received" });
  const audit = await rawSql()`select action from audit_log where entity_id = ${dead?.id ?? ""}`;
  expect(audit).toMatchObject([{ action: "inbox.replay" }]);
  await expect(replayPush(ctx, { inbox_id: dead?.id ?? "" })).rejects.toMatchObject({ kind: "conflict" });
});
