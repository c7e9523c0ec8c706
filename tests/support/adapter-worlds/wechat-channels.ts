import { channelsDetail } from "@/lib/channels/adapters/wechat-channels/fixtures";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { startWechatPlatform } from "@/lib/sandbox/servers/wechat-platform";
import { channelsEvent, wechatMessage } from "@/lib/sandbox/servers/wechat-push-requests";
import { giveCredentials } from "../shop-credentials";
import { type AdapterWorld, type Repeat, type Telling, TOKENS, worldBase } from "./adapter-world";
import { type NeutralEvent, type NeutralOrder, RECEIVER, refundOf } from "./neutral-order";

const APP = { appId: "wx0123456789abcdef", appSecret: "secret-of-the-shop" };
const SEAL = { token: "token-of-the-test", aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
const EVENTS: Partial<Record<NeutralEvent, string>> = {
  created: "channels_ec_order_new",
  repriced: "channels_ec_order_ext_info_update",
  paid: "channels_ec_order_pay",
  listed: "channels_ec_order_pay",
  moved: "channels_ec_order_ext_info_update",
  receiver_hidden: "channels_ec_order_ext_info_update",
  part_shipped: "channels_ec_order_deliver",
  shipped: "channels_ec_order_deliver",
  completed: "channels_ec_order_confirm",
  cancelled: "channels_ec_order_cancel",
  refund_asked: "channels_ec_aftersale_update",
  refunded: "channels_ec_aftersale_update",
};
const STATES: Record<NeutralOrder["status"], number> = {
  unpaid: 10,
  deposit_paid: 10,
  paid: 20,
  part_shipped: 21,
  shipped: 30,
  signed: 30,
  completed: 100,
  cancelled: 250,
};
const ALL_REFUNDED = 200;

const seconds = (at: Date | null | undefined) => (at ? at.getTime() / 1000 : 0);

/** A Channels shop sends sealed events that name the order, and the order is fetched. */
export async function wechatChannelsWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const app = { ...APP, accessToken: TOKENS.accessToken, book: base.books.book };
  const platform = await startWechatPlatform({ apps: [app], faults: base.faults });
  const shop = await base.openShop("wechat_channels", platform.url, { app_key: APP.appId, app_secret: APP.appSecret });
  await giveCredentials(shop.id, { message_token: SEAL.token, encoding_aes_key: SEAL.aesKey });
  return {
    ctx: base.ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: ({ address }) => ({ name: RECEIVER.name, phone: RECEIVER.phone, address }),
    async tell({ order, event, at, isShown }: Telling, repeat: Repeat) {
      if (isShown) base.books.put({ externalId: order.id, modifiedAt: order.changedAt, detail: detailOf(order) });
      if (event === "signed") return base.signByCourier(order, at);
      const name = EVENTS[event];
      if (!name) return;
      const toldAt = new Date(at.getTime() + (repeat === "anew" ? 1000 : 0));
      const text = channelsEvent({ event: name, orderId: order.id, now: toldAt, bareId: true });
      await base.push(shop, wechatMessage({ shopCode: shop.code, appId: APP.appId, ...SEAL, now: base.ctx.clock.now(), text, format: "json" }));
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}

function detailOf(order: NeutralOrder): Record<string, unknown> {
  const { place } = order;
  const refund = refundOf(order);
  return channelsDetail({
    orderId: order.id,
    status: order.status === "cancelled" && refund === "whole" ? ALL_REFUNDED : STATES[order.status],
    createTime: seconds(order.placedAt),
    updateTime: seconds(order.changedAt),
    payTime: seconds(order.paidAt),
    shipDoneTime: seconds(order.shippedAt),
    confirmTime: order.status === "completed" ? seconds(order.endedAt) : 0,
    receiver: place ? { ...RECEIVER, address: place.address } : undefined,
    place: place ? { ...RECEIVER, district: place.district } : undefined,
    ewaybillCode: place ? `waybill-${place.district}` : "",
    freight: order.freight,
    discount: order.discount,
    lines: order.lines.map((line, index) => ({
      ...line,
      productId: `100${index + 1}`,
      skuId: `200${index + 1}`,
      skuCode: line.sku,
      inAfterSale: line.refund === "asked" ? line.quantity : 0,
      afterSaleDone: line.refund === "done" ? line.quantity : 0,
    })),
    afterSales: refund === "none" ? [] : [{ id: `2${order.id}`, status: refund === "asked" ? 2 : 13 }],
    parcels: order.parcels.map(({ company, number, at }) => ({
      deliveryId: carrierCodeFor("wechat_channels", company) ?? "",
      waybillId: number,
      deliveryTime: seconds(at),
    })),
  });
}
