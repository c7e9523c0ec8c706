import { toShanghai } from "@/lib/shared/clock";
import { demoShop } from "./demo-shops";
import { type MarketOrder, marketOrder, type OrderSpec } from "./market-order";

/** Something a platform or courier has to tell about an order; `tag` is Douyin's. */
export type MarketEvent = { at: number; order: MarketOrder } & ({ kind: "order"; tag: string; data: Record<string, unknown> } | { kind: "route" });

/** Everything that will be told about an order, in the order it happens. */
export function marketEvents(spec: OrderSpec): MarketEvent[] {
  const order = marketOrder(spec);
  const { life } = order;
  const events: MarketEvent[] = [];
  const tell = (at: number | null, tag: string, data: Record<string, unknown> = {}) => {
    if (at !== null) events.push({ at, order, kind: "order", tag, data });
  };
  tell(order.placedAt, "100", { order_status: 1, create_time: seconds(order.placedAt) });
  tell(life.paidAt, "101", { order_status: 2, pay_time: seconds(life.paidAt), pay_type: 1 });
  tell(life.cancelledAt, "106", { order_status: 4, cancel_time: seconds(life.cancelledAt), cancel_reason: "不想要了" });
  tell(life.addressChangedAt, "105", { order_status: 2, update_time: seconds(life.addressChangedAt) });
  tell(life.refundAskedAt, "200", { aftersale_status: 6, aftersale_type: 1, apply_time: seconds(life.refundAskedAt) });
  tell(life.refundedAt, "206", { aftersale_status: 12, aftersale_type: 1, success_time: seconds(life.refundedAt) });
  tell(life.shippedAt, "102", { order_status: 3, update_time: seconds(life.shippedAt) });
  for (const step of life.route) events.push({ at: step.at, order, kind: "route" });
  tell(life.finishedAt, "103", { order_status: 5, complete_time: seconds(life.finishedAt) });
  return events.sort((a, b) => a.at - b.at);
}

function seconds(at: number | null): number {
  return Math.floor((at ?? 0) / 1000);
}

/** A number as the platform writes it, time-ordered, so that a restart goes on where it was. */
export function orderNumber(shopCode: string, at: number, nonce: number): string {
  const tail = String(nonce % 10_000).padStart(4, "0");
  switch (demoShop(shopCode).platform) {
    case "douyin":
      return `69${at}${tail}`;
    case "taobao":
      return `29${at}${tail}`;
    case "jd":
      return `31${String(at).slice(2)}${tail}`;
    case "pdd":
      return `${toShanghai(new Date(at)).slice(2, 10).replaceAll("-", "")}-${String(at).slice(2)}${tail}`;
    case "wechat_channels":
      return `37${at}${tail}`;
    case "wechat_pay":
      return `YY${at}${tail}`;
    case "generic":
      return `TD${at}${tail}`;
  }
}
