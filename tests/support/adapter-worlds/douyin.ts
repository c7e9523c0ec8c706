import { douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { startDouyinPlatform } from "@/lib/sandbox/servers/douyin-platform";
import { douyinPush } from "@/lib/sandbox/servers/push-requests";
import { TEST_APP } from "../shops";
import { type AdapterWorld, type Repeat, type Telling, TOKENS, worldBase } from "./adapter-world";
import { type NeutralEvent, type NeutralOrder, RECEIVER, refundOf } from "./neutral-order";

const TAGS: Partial<Record<NeutralEvent, string>> = {
  created: "100",
  repriced: "109",
  deposit_paid: "110",
  paid: "101",
  listed: "101",
  moved: "105",
  receiver_hidden: "113",
  part_shipped: "108",
  shipped: "102",
  completed: "103",
  cancelled: "106",
  refund_asked: "200",
  refunded: "206",
};
const STATES = { unpaid: 1, deposit_paid: 1, paid: 2, part_shipped: 101, shipped: 3, signed: 3, completed: 5, cancelled: 4 };
const ASKED = { status: 6, type: 1, refundStatus: 1 };
const DONE = { status: 12, type: 1, refundStatus: 3 };

const seconds = (at: Date | null) => (at ? at.getTime() / 1000 : 0);

/** Douyin pushes a tag that names the order, and its detail is fetched. */
export async function douyinWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const platform = await startDouyinPlatform({ apps: [{ ...TEST_APP, ...TOKENS, ...base.books.book }], faults: base.faults });
  const shop = await base.openShop("douyin", platform.url);
  return {
    ctx: base.ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: ({ address }) => ({ name: RECEIVER.name, phone: RECEIVER.phone, address }),
    async tell({ order, event, at, isShown }: Telling, repeat: Repeat) {
      if (isShown) base.books.put({ externalId: order.id, modifiedAt: order.changedAt, detail: detailOf(order) });
      if (event === "signed") return base.signByCourier(order, at);
      const tag = TAGS[event] ?? "";
      const msgId = `${order.id}::${tag}:${seconds(at)}${repeat === "anew" ? ":2" : ""}`;
      const data = { p_id: order.id, s_ids: order.lines.map((_, index) => lineId(order, index)) };
      await base.push(shop, douyinPush({ shopCode: shop.code, ...TEST_APP, messages: [{ tag, msgId, data }] }));
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}

function lineId(order: NeutralOrder, index: number): string {
  return `${order.id}${index + 1}`;
}

/** 21 and 22: a refund ended the order before and after it was shipped; 103: only the deposit is paid. */
function mainStatus(order: NeutralOrder): number | undefined {
  if (order.status === "deposit_paid") return 103;
  return order.status === "cancelled" && refundOf(order) === "whole" ? (order.shippedAt ? 22 : 21) : undefined;
}

function detailOf(order: NeutralOrder): Record<string, unknown> {
  const { place } = order;
  return douyinDetail({
    orderId: order.id,
    orderStatus: STATES[order.status],
    mainStatus: mainStatus(order),
    isPresale: order.presale,
    createTime: seconds(order.placedAt),
    payTime: seconds(order.paidAt),
    shipTime: seconds(order.shippedAt ?? order.parcels[0]?.at ?? null),
    finishTime: seconds(order.endedAt),
    updateTime: seconds(order.changedAt),
    receiver: place ? { ...RECEIVER, address: place.address } : { name: "", phone: "", address: "" },
    place: place ? { ...RECEIVER, district: place.district } : { province: "", city: "", district: "" },
    openAddressId: place ? `address-${place.district}` : "",
    postAmount: order.freight,
    promotionAmount: order.discount,
    lines: order.lines.map((line, index) => ({
      ...line,
      orderId: lineId(order, index),
      afterSale: { none: undefined, asked: ASKED, done: DONE }[line.refund],
    })),
    parcels: order.parcels.map(({ company, number, at }) => ({ company, companyName: "中通快递", trackingNumber: number, shipTime: seconds(at) })),
  });
}
