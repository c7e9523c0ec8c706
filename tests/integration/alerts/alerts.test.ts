import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { decideAlert } from "@/lib/alerts/use-cases/decide-alert";
import { evaluateAlerts } from "@/lib/alerts/use-cases/evaluate-alerts";
import { listAlerts } from "@/lib/alerts/use-cases/list-alerts";
import { createNotificationChannel } from "@/lib/alerts/use-cases/notification-channels";
import { sendNotifications } from "@/lib/alerts/use-cases/send-notifications";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { placeHold } from "@/lib/orders/use-cases/place-hold";
import { newCtx } from "@/lib/shared/context";
import { incomingOrder } from "../../support/incoming-order";
import { startMailServer, startRobot } from "../../support/receivers";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

/** 15:00 in Shanghai. */
let now = new Date("2026-11-24T07:00:00Z");
const clock = { now: () => now };
const ctx = testCtx(clock);
const minutes = (count: number) => {
  now = new Date(now.getTime() + count * 60_000);
};

let db: TestDatabase;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let robot: Awaited<ReturnType<typeof startRobot>>;

beforeAll(async () => {
  mail = await startMailServer();
  robot = await startRobot();
  process.env.SMTP_URL = mail.url;
  db = await createTestDatabase();
  await testShop({ code: "stuck", platform: "generic" });
  await createNotificationChannel(ctx, { kind: "email", name: "值班", address: "ops@example.com" });
  await createNotificationChannel(ctx, { kind: "wecom_robot", name: "仓库群", url: robot.url });
});
afterAll(async () => {
  await Promise.all([mail.close(), robot.close()]);
  await db.drop();
});
beforeEach(() => {
  mail.mails.length = 0;
  robot.texts.length = 0;
});

/** One evaluation, as the schedule runs it every minute. */
async function evaluate() {
  await detectStuckOrders(ctx);
  const counts = await evaluateAlerts(ctx);
  await sendNotifications(ctx);
  return counts;
}

async function orders(from: number, count: number): Promise<string[]> {
  const at = now.toISOString();
  const batch = Array.from({ length: count }, (_, index) =>
    incomingOrder({ shop: "stuck", external_id: `S-${from + index}`, placed_at: at, paid_at: at, modified_at: at }),
  );
  const { results } = await ingestOrders(ctx, { orders: batch });
  return results.map((row) => row.order_id ?? "");
}

test("an order held back for two hours past its buffer is told by mail and robot within one evaluation", async () => {
  const [held = ""] = await orders(1, 1);
  await placeHold(ctx, { order_id: held, reason: "等顾客确认" });
  expect(await evaluate()).toEqual({ opened: 0, resolved: 0 });
  minutes(151);
  expect(await evaluate()).toEqual({ opened: 1, resolved: 0 });
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]?.to).toEqual(["ops@example.com"]);
  expect(mail.mails[0]?.text).toContain("S-1");
  expect(robot.texts).toHaveLength(1);
  expect(robot.texts[0]).toContain("订单停滞");
  const { alerts } = await listAlerts(ctx);
  expect(alerts).toMatchObject([{ rule: "order_stuck", order_id: held, owner_role: "ops", state: "open", told: 2, to_tell: 2 }]);
});

test("what has been told is not told again, and is resolved by itself when the order moves", async () => {
  minutes(1);
  expect(await evaluate()).toEqual({ opened: 0, resolved: 0 });
  expect(mail.mails).toHaveLength(0);
  await ingestOrders(ctx, {
    orders: [incomingOrder({ shop: "stuck", external_id: "S-1", status: "cancelled", modified_at: now.toISOString() })],
  });
  expect(await evaluate()).toEqual({ opened: 0, resolved: 1 });
  expect((await listAlerts(ctx, { status: "resolved" })).alerts).toMatchObject([{ rule: "order_stuck", resolved_by: "" }]);
});

test("a thousand stuck orders make one mail and one robot message, and none of them is left untold", async () => {
  const ids = await orders(1_000, 1_000);
  await rawSql()`insert into order_holds (id, order_id, reason, owner) select gen_random_uuid(), id::uuid, '盘点', '王' from unnest(${ids}::text[]) as id`;
  await rawSql()`update orders set open_holds = 1 where id = any(${ids}::uuid[])`;
  minutes(151);
  expect(await evaluate()).toEqual({ opened: 1_000, resolved: 0 });
  expect(mail.mails).toHaveLength(1);
  expect(new Set(mail.mails[0]?.text.match(/S-\d{4}/g)).size).toBe(1_000);
  expect(robot.texts).toHaveLength(1);
  expect(Buffer.byteLength(robot.texts[0] ?? "")).toBeLessThanOrEqual(2_048);
  expect(robot.texts[0]).toContain("订单停滞 (1000)");
  const [untold] = await rawSql()`
    select count(*)::int as n from alert_tellings t left join notifications n on n.id = t.notification_id where n.state is distinct from 'sent'`;
  expect(untold?.n).toBe(0);
});

test("a robot that has had its messages of the minute gets the rest in one later message", async () => {
  await rawSql()`
    insert into notifications (id, channel_id, state, next_try_at, sent_at)
    select gen_random_uuid(), c.id, 'sent', ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from notification_channels c, generate_series(1, 18) where c.kind = 'wecom_robot'`;
  await rawSql()`
    insert into inbox (id, source, scope, shop_id, dedupe_key, topic, payload, state, reason, request_id)
    select gen_random_uuid(), 'channel', s.id::text, s.id, 'dead-1', 'generic.order', 'v1:x', 'dead', 'The order is not readable.', 'r' from shops s`;
  expect(await evaluate()).toMatchObject({ opened: 1 });
  expect(robot.texts).toHaveLength(0);
  expect(mail.mails).toHaveLength(1);
  minutes(1.1);
  await sendNotifications(ctx);
  expect(robot.texts).toHaveLength(1);
  expect(robot.texts[0]).toContain("无法处理的消息 (1)");
});

test("a robot that says it is asked too often, and a mail server that is busy, are asked again later", async () => {
  robot.answer(45_009);
  mail.refuse(451);
  await rawSql()`update inbox set dedupe_key = 'dead-2', id = gen_random_uuid() where dedupe_key = 'dead-1'`;
  await evaluate();
  expect([mail.mails.length, robot.texts.length]).toEqual([0, 0]);
  robot.answer(0);
  mail.refuse(null);
  minutes(2);
  await sendNotifications(ctx);
  expect([mail.mails.length, robot.texts.length]).toEqual([1, 1]);
});

test("one person takes an alert on; a second learns that it is taken; a role without the right is refused", async () => {
  const [alert] = (await listAlerts(ctx, { rule: "dead_letter" })).alerts;
  const as = (role: "ops" | "finance") => newCtx({ kind: "user", id: "0199c0de-0000-7000-8000-000000000001", name: "小周", role }, clock);
  const id = alert?.id ?? "";
  await expect(decideAlert(as("finance"), { alert_id: id, action: "acknowledge" })).rejects.toMatchObject({ kind: "forbidden" });
  const both = await Promise.allSettled([1, 2].map(() => decideAlert(as("ops"), { alert_id: id, action: "acknowledge" })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await listAlerts(ctx, { rule: "dead_letter" })).alerts).toMatchObject([{ state: "acknowledged", owner_name: "小周" }]);
});

test("the first due stands first on every page, and the counts tell all that stands whatever is asked for", async () => {
  const all = (await listAlerts(ctx, { limit: 200 })).alerts;
  const first = await listAlerts(ctx, { limit: 150 });
  const second = await listAlerts(ctx, { limit: 150, cursor: first.next_cursor ?? "" });
  const due = [...first.alerts, ...second.alerts].map(({ due_at }) => due_at);
  expect(due).toHaveLength(300);
  expect(due).toEqual([...due].sort());
  expect(new Set([...first.alerts, ...second.alerts].map(({ id }) => id)).size).toBe(300);
  expect(first.alerts.slice(0, 100).map(({ id }) => id)).toEqual(all.slice(0, 100).map(({ id }) => id));
  const { counts } = await listAlerts(ctx, { rule: "dead_letter", limit: 1 });
  expect(counts).toEqual([
    { rule: "order_stuck", open: 1_000, acknowledged: 0 },
    { rule: "dead_letter", open: 0, acknowledged: 1 },
  ]);
});
