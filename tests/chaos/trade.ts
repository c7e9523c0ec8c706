import { douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { courierPush, douyinPush, type PushRequest } from "@/lib/sandbox/servers/push-requests";
import { toShanghai } from "@/lib/shared/clock";

export const CHAOS_SHOP = { code: "chaos-dy", appKey: "700100020003000499", appSecret: "chaos-secret-of-the-shop" };
export const CHAOS_COURIER = { secret: "chaos-courier-secret-0001", salt: "chaos-salt" };

/** One event of the trade: a signed push, or facts told through the API about an order by its number. */
export type TradeEvent =
  | { order: number; push: PushRequest }
  | { order: number; api: { type: string; occurred_at: string; source_event_id: string } };

type Stage = { status: number; tag: string; at: number };
const MINUTE = 60;

/**
 * What happens to one order, in the order it happens. Two in three arrive through Douyin and kuaidi100, one in three
 * is created by Douyin and told on through the API. Every event carries its own snapshot, as of its own time.
 */
export function eventsOf(order: number, start: number): TradeEvent[] {
  const placed = start + order * 7;
  const stages = order % 3 === 2 ? told(placed) : order % 7 === 3 ? cancelled(placed) : shipped(placed);
  const pushes = stages.map((stage): TradeEvent => ({ order, push: orderPush(order, placed, stage) }));
  if (order % 3 === 2) return [...pushes, ...apiFacts(order, placed)];
  return order % 7 === 3 ? pushes : [...pushes.slice(0, 5), ...routes(order, placed), ...pushes.slice(5)];
}

export const orderNumber = (order: number) => String(6_917_000_000_000_000_000n + BigInt(order));
const trackingNumber = (order: number) => `SF${String(100_000_000 + order)}`;

function shipped(placed: number): Stage[] {
  return [
    { status: 1, tag: "100", at: placed },
    { status: 2, tag: "101", at: placed + MINUTE },
    { status: 2, tag: "113", at: placed + 2 * MINUTE },
    { status: 2, tag: "105", at: placed + 3 * MINUTE },
    { status: 3, tag: "102", at: placed + 60 * MINUTE },
    { status: 5, tag: "103", at: placed + 3000 * MINUTE },
  ];
}

function cancelled(placed: number): Stage[] {
  return [
    { status: 1, tag: "100", at: placed },
    { status: 2, tag: "101", at: placed + MINUTE },
    { status: 2, tag: "113", at: placed + 2 * MINUTE },
    { status: 4, tag: "106", at: placed + 10 * MINUTE },
  ];
}

function told(placed: number): Stage[] {
  return [
    { status: 1, tag: "100", at: placed },
    { status: 2, tag: "101", at: placed + MINUTE },
    { status: 2, tag: "113", at: placed + 2 * MINUTE },
  ];
}

function apiFacts(order: number, placed: number): TradeEvent[] {
  const fact = (type: string, minutes: number): TradeEvent => ({
    order,
    api: { type, occurred_at: new Date((placed + minutes * MINUTE) * 1000).toISOString(), source_event_id: `wms-${order}-${type}` },
  });
  return [fact("partial_outbound_scan", 50), fact("outbound_scan", 60), fact("delivered", 1500), fact("completed", 3000)];
}

/** The shop's words: the receiver and a note change as the order lives, so that a stale snapshot would be seen. */
function orderPush(order: number, placed: number, stage: Stage): PushRequest {
  const number = orderNumber(order);
  const detail = douyinDetail({
    orderId: number,
    orderStatus: stage.status,
    createTime: placed,
    payTime: stage.status === 1 ? 0 : placed + MINUTE,
    shipTime: stage.status === 3 || stage.status === 5 ? placed + 60 * MINUTE : 0,
    finishTime: stage.status === 5 ? stage.at : 0,
    updateTime: stage.at,
    receiver: {
      name: `买家${order}`,
      phone: `139${String(10_000_000 + order)}`,
      address: `长江路 ${order} 号${stage.at >= placed + 3 * MINUTE ? " 2 幢" : ""}`,
    },
    place: { province: "江苏省", city: "南京市", district: "玄武区" },
    buyerWords: stage.at >= placed + 2 * MINUTE ? "请放门卫" : "",
    lines: [{ orderId: number, sku: `SKU-${order % 9}`, title: "测试商品", quantity: 1 + (order % 3), price: 1990 }],
    ...(stage.status === 3 || stage.status === 5
      ? { parcels: [{ company: "shunfeng", companyName: "顺丰", trackingNumber: trackingNumber(order), shipTime: placed + 60 * MINUTE }] }
      : {}),
  });
  return douyinPush({
    shopCode: CHAOS_SHOP.code,
    ...CHAOS_SHOP,
    messages: [{ tag: stage.tag, msgId: `${number}::${stage.tag}`, data: { p_id: number, shop_order_detail: detail } }],
  });
}

/** Full lists, newest first, each longer than the one before. */
function routes(order: number, placed: number): TradeEvent[] {
  const nodes = [
    { minutes: 70, state: "1", context: "【南京】快件已揽收" },
    { minutes: 400, state: "0", context: "快件到达【南京集散中心】" },
    { minutes: 1500, state: "3", context: "已签收，感谢使用" },
  ];
  return nodes.map((_, last): TradeEvent => {
    const told = nodes.slice(0, last + 1).reverse();
    const data = told.map(({ minutes, state, context }) => {
      const time = toShanghai(new Date((placed + minutes * MINUTE) * 1000));
      return { time, ftime: time, context, status: "在途", statusCode: state };
    });
    const state = nodes[last]?.state ?? "0";
    const param = {
      status: state === "3" ? "shutdown" : "polling",
      message: "",
      lastResult: {
        message: "ok",
        nu: trackingNumber(order),
        com: "shunfeng",
        ischeck: state === "3" ? "1" : "0",
        status: "200",
        state,
        condition: "00",
        data,
      },
    };
    return { order, push: courierPush({ ...CHAOS_COURIER, param }) };
  });
}
