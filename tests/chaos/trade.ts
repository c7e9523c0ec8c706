import { type DouyinDetailInput, douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { courierPush, douyinPush, type PushRequest } from "@/lib/sandbox/servers/push-requests";
import { toShanghai } from "@/lib/shared/clock";

export const CHAOS_SHOP = { code: "chaos-dy", appKey: "700100020003000499", appSecret: "chaos-secret-of-the-shop" };
export const CHAOS_COURIER = { secret: "chaos-courier-secret-0001", salt: "chaos-salt" };

/**
 * One event of the trade: a signed push, or a fact told through the API. `again` is the same message sent anew, not the
 * same bytes; the inbox keeps both under a key that begins with `key`.
 */
export type TradeEvent =
  | { order: number; push: PushRequest; again: PushRequest; key: string }
  | { order: number; api: { type: string; occurred_at: string; source_event_id: string } };

type Stage = { status: number; tag: string; minute: number; parcels?: number };
type Story = { stages: Stage[]; facts?: [type: string, minute: number][]; routes?: number[] };

const MINUTE = 60;
const DAY = 86_400;
const CREATED: Stage[] = [
  { status: 1, tag: "100", minute: 0 },
  { status: 2, tag: "101", minute: 1 },
  { status: 2, tag: "113", minute: 2 },
];
const EDITED: Stage = { status: 2, tag: "105", minute: 3 };

/** Five lives in turn; the minute each parcel is signed for stands in `routes`. */
const STORIES: readonly Story[] = [
  // Shipped and finished, or still with its buyer (the tenth's last stage is cut off below).
  {
    stages: [...CREATED, { status: 3, tag: "102", minute: 60, parcels: 1 }, { status: 5, tag: "103", minute: 3000, parcels: 1 }],
    routes: [1500],
  },
  // In two parcels, the second an hour after the first.
  {
    stages: [...CREATED, { status: 101, tag: "102", minute: 60, parcels: 1 }, { status: 3, tag: "102", minute: 120, parcels: 2 }],
    routes: [1500, 1600],
  },
  // Told on through the API by a warehouse, which at last says what cannot be.
  {
    stages: CREATED,
    facts: [
      ["partial_outbound_scan", 50],
      ["outbound_scan", 60],
      ["delivered", 1500],
      ["completed", 3000],
      ["cancelled", 3100],
    ],
  },
  // Cancelled; a scan after that cannot apply.
  { stages: [...CREATED, { status: 4, tag: "106", minute: 10 }], facts: [["outbound_scan", 30]] },
  // Just paid, and waiting to leave with the order of the same household.
  { stages: [...CREATED, EDITED] },
];
const WAITING = STORIES.length - 1;

/** What happens to one order, in the order it happens. Every push carries its own snapshot, as of its own time. `now` in seconds. */
export function eventsOf(order: number, now: number): TradeEvent[] {
  const life = order % STORIES.length;
  const story = STORIES[life];
  if (!story) throw new RangeError(`There is no life ${life}.`);
  const placed = life === WAITING ? now - 1_200 : now - 6 * DAY + order * 7;
  const stages = order % 10 === 0 ? story.stages.slice(0, -1) : story.stages;
  const before = stages.filter((stage) => stage.minute < 1_000);
  const after = stages.filter((stage) => stage.minute >= 1_000);
  const facts = (story.facts ?? []).map(([type, minute]): TradeEvent => {
    const occurred_at = new Date((placed + minute * MINUTE) * 1000).toISOString();
    return { order, api: { type, occurred_at, source_event_id: `wms-${order}-${type}` } };
  });
  const told = (list: Stage[]) => list.map((stage) => orderEvent(order, placed, stage));
  return [
    ...told(before),
    ...(story.routes ?? []).flatMap((signedAt, parcel) => routeEvents({ order, placed, parcel, signedAt })),
    ...told(after),
    ...facts,
  ];
}

export const orderNumber = (order: number) => String(6_917_000_000_000_000_000n + BigInt(order));
const trackingNumber = (order: number, parcel: number) => `SF${String(100_000_000 + order)}${parcel}`;

/** The shop's words: the receiver and a note change as the order lives, so that a stale snapshot would be seen. */
function orderEvent(order: number, placed: number, stage: Stage): TradeEvent {
  const number = orderNumber(order);
  const detail = douyinDetail(detailOf(order, placed, stage));
  const push = (msgId: string) =>
    douyinPush({
      shopCode: CHAOS_SHOP.code,
      ...CHAOS_SHOP,
      messages: [{ tag: stage.tag, msgId, data: { p_id: number, shop_order_detail: detail } }],
    });
  const msgId = `${number}:${stage.tag}:${stage.minute}`;
  return { order, push: push(msgId), again: push(`${msgId}:again`), key: `${stage.tag}:${msgId}:` };
}

function detailOf(order: number, placed: number, stage: Stage): DouyinDetailInput {
  const at = placed + stage.minute * MINUTE;
  const shipped = [3, 5].includes(stage.status);
  const household = order % STORIES.length === WAITING ? Math.floor(order / 10) : 10_000 + order;
  return {
    orderId: orderNumber(order),
    orderStatus: stage.status,
    createTime: placed,
    payTime: stage.status === 1 ? 0 : placed + MINUTE,
    shipTime: shipped ? placed + (order % STORIES.length === 1 ? 120 : 60) * MINUTE : 0,
    finishTime: stage.status === 5 ? at : 0,
    updateTime: at,
    receiver: {
      name: `买家${household}`,
      phone: `139${String(10_000_000 + household)}`,
      address: `长江路 ${household} 号${stage.minute >= 3 ? " 2 幢" : ""}`,
    },
    place: { province: "江苏省", city: "南京市", district: "玄武区" },
    buyerWords: stage.minute >= 2 ? "请放门卫" : "",
    lines: [{ orderId: orderNumber(order), sku: `SKU-${order % 9}`, title: "测试商品", quantity: 1 + (order % 3), price: 1990 }],
    parcels: Array.from({ length: stage.parcels ?? 0 }, (_, parcel) => ({
      company: "shunfeng",
      companyName: "顺丰",
      trackingNumber: trackingNumber(order, parcel),
      shipTime: placed + (60 + parcel * 60) * MINUTE,
    })),
  };
}

/** Full lists, newest first, each longer than the one before. */
function routeEvents(input: { order: number; placed: number; parcel: number; signedAt: number }): TradeEvent[] {
  const { order, placed, parcel, signedAt } = input;
  const nodes = [
    { minute: 70 + parcel * 60, state: "1", context: "【南京】快件已揽收" },
    { minute: 400, state: "0", context: "快件到达【南京集散中心】" },
    { minute: signedAt, state: "3", context: "已签收，感谢使用" },
  ];
  return nodes.map(({ state }, last): TradeEvent => {
    const data = nodes
      .slice(0, last + 1)
      .reverse()
      .map((node) => {
        const time = toShanghai(new Date((placed + node.minute * MINUTE) * 1000));
        return { time, ftime: time, context: node.context, status: "在途", statusCode: node.state };
      });
    const lastResult = {
      message: "ok",
      nu: trackingNumber(order, parcel),
      com: "shunfeng",
      ischeck: state === "3" ? "1" : "0",
      status: "200",
      state,
      condition: "00",
      data,
    };
    const push = (message: string) =>
      courierPush({ ...CHAOS_COURIER, param: { status: state === "3" ? "shutdown" : "polling", message, lastResult } });
    return { order, push: push(""), again: push("重推"), key: `${lastResult.com}:${lastResult.nu}:` };
  });
}
