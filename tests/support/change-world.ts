import { rawSql } from "@/db/client";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { type Ctx, newCtx } from "@/lib/shared/context";
import type { Role } from "@/lib/shared/role";
import type { ChangeActionInput } from "@/lib/versions/core/change-action";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { incomingOrder } from "./incoming-order";
import { testCtx } from "./shops";

/** The instant most change tests stand at: the orders of `incomingOrder` were paid an hour before. */
export const NOON = new Date("2026-11-24T02:00:00Z");

export function as(name: string, role: Role, at: Date = NOON): Ctx {
  return newCtx({ kind: "user", id: `user-${name}`, name, role }, { now: () => at });
}

export const agent = as("小林", "agent");
export const supervisor = as("周主管", "agent_supervisor");
export const admin = as("管理员", "admin");

export const toShenzhen: ChangeActionInput = {
  type: "set_address",
  province: "广东省",
  city: "深圳市",
  district: "南山区",
  address: "科技园南区9号",
};
export const nextDoor: ChangeActionInput = {
  type: "set_address",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address: "文三路139号3幢301室",
};

let made = 0;

/** A paid order of two lines in the shop; ¥385 unless told otherwise. */
export async function paidOrder(shop: string, override: Partial<ReturnType<typeof incomingOrder>> = {}): Promise<string> {
  made += 1;
  const order = incomingOrder({
    shop,
    external_id: `CH${made}`,
    amounts: { goods: 38_700, freight: 0, discount: 200, paid: 38_500 },
    lines: [
      { external_line_id: "1", sku: "TS-W-L", title: "T恤 白 L", quantity: 3, unit_price: 10_000, paid: 29_800 },
      { external_line_id: "2", sku: "SO-G", title: "袜子 灰", quantity: 1, unit_price: 8_700, paid: 8_700 },
    ],
    ...override,
  });
  const { results } = await ingestOrders(testCtx({ now: () => NOON }), { orders: [order] });
  const id = results[0]?.order_id;
  if (!id) throw new Error(`The order was not taken: ${JSON.stringify(results)}`);
  return id;
}

export function ask(orderId: string, action: ChangeActionInput = nextDoor, by: Ctx = agent) {
  return requestChange(by, { order_id: orderId, base_version: 1, actions: [action], reason: "买家来电要求" });
}

/** Everything the outside may ask about an order's changes, straight from the tables. */
export async function versionsOf(orderId: string): Promise<{ version: number; origin: string; restored_from: number | null }[]> {
  const rows = await rawSql()<{ version: number; origin: string; restored_from: number | null }[]>`
    select version, origin, restored_from from order_versions where order_id = ${orderId} order by version`;
  return [...rows];
}

export async function storyOf(orderId: string): Promise<string[]> {
  const rows = await rawSql()<{ type: string }[]>`
    select type from order_events where order_id = ${orderId} and type like 'change\\_%' order by recorded_at, id`;
  return rows.map((row) => row.type);
}

export async function auditOf(changeId: string): Promise<string[]> {
  const rows = await rawSql()<{ action: string }[]>`select action from audit_log where entity_id = ${changeId} order by at, id`;
  return rows.map((row) => row.action);
}
