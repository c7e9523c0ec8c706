import { pddAdapter } from "@/lib/channels/adapters/pdd/adapter";
import { pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { startPddPlatform } from "@/lib/sandbox/servers/pdd-platform";
import { pddFrame } from "../pdd-world";
import { shopAccess } from "../shop-access";
import { TEST_APP } from "../shops";
import { type AdapterWorld, type Repeat, type Telling, TOKENS, worldBase } from "./adapter-world";
import { type NeutralEvent, type NeutralOrder, RECEIVER, refundOf } from "./neutral-order";

const MALL = "9001";
const TYPES: Partial<Record<NeutralEvent, string>> = {
  deposit_paid: "pdd_trade_TradeConfirmed",
  paid: "pdd_trade_TradeConfirmed",
  listed: "pdd_trade_TradeConfirmed",
  moved: "pdd_trade_TradeLogisticsAddressChanged",
  receiver_hidden: "pdd_trade_TradeRiskChanged",
  part_shipped: "pdd_trade_TradeSellerShip",
  shipped: "pdd_trade_TradeSellerShip",
  signed: "pdd_trade_TradeSuccess",
  completed: "pdd_trade_TradeSuccess",
  cancelled: "pdd_refund_RefundAgreeAgreement",
  refund_asked: "pdd_refund_RefundCreated",
  refunded: "pdd_refund_RefundAgreeAgreement",
};

/** Pinduoduo tells an order's number in a frame of its message centre, and the order is fetched. */
export async function pddWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const app = { clientId: TEST_APP.appKey, clientSecret: TEST_APP.appSecret, mallId: MALL, ...TOKENS, book: base.books.book };
  const platform = await startPddPlatform({ apps: [app], faults: base.faults });
  const shop = await base.openShop("pdd", platform.url, { platform_shop_id: MALL });
  return {
    ctx: base.ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: ({ address }) => ({ name: RECEIVER.name, phone: RECEIVER.phone, address }),
    async tell({ order, event, at, isShown }: Telling, repeat: Repeat) {
      if (isShown && isKnown(order)) base.books.put({ externalId: order.id, modifiedAt: order.changedAt, detail: detailOf(order) });
      const type = TYPES[event];
      if (!type || !isKnown(order)) return;
      const sentAt = new Date(at.getTime() + (repeat === "anew" ? 1000 : 0));
      const refundId = type.startsWith("pdd_refund") ? Number(order.id.slice(-6)) : undefined;
      const frame = pddFrame({ type, tid: order.id, at: sentAt, refundId });
      const reading = pddAdapter.feed?.read({ shop: shopAccess({ platformShopId: MALL }), frame, now: base.ctx.clock.now() });
      if (reading?.kind !== "messages") throw new Error("The frame holds no message.");
      await base.hear(shop, reading.messages);
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}

/** An order without money in it is not one that Pinduoduo shows. */
function isKnown(order: NeutralOrder): boolean {
  return order.paidAt !== null || order.status === "deposit_paid";
}

/** 1 to ship, 2 shipped (from the first parcel on), 3 received. A refund before shipping ends the order and leaves it at 1. */
function orderStatusOf(order: NeutralOrder): number {
  if (order.status === "signed" || order.status === "completed") return 3;
  return order.parcels.length > 0 ? 2 : 1;
}

function refundStates(order: NeutralOrder): { refundStatus?: number; afterSalesStatus?: number } {
  const refund = refundOf(order);
  if (refund === "none") return {};
  return refund === "asked" ? { refundStatus: 2, afterSalesStatus: 2 } : { refundStatus: 4, afterSalesStatus: 10 };
}

function detailOf(order: NeutralOrder): Record<string, unknown> {
  const { place } = order;
  const isReceived = order.status === "signed" || order.status === "completed";
  return pddDetail({
    orderSn: order.id,
    orderStatus: orderStatusOf(order),
    ...refundStates(order),
    underReview: place === null,
    createdAt: order.placedAt,
    paidAt: order.paidAt ?? order.changedAt,
    shippedAt: order.parcels[0]?.at,
    receivedAt: isReceived ? order.changedAt : undefined,
    updatedAt: order.changedAt,
    stepTradeStatus: order.presale ? (order.paidAt ? 2 : 1) : undefined,
    receiver: { ...RECEIVER, address: place?.address ?? "" },
    place: { ...RECEIVER, district: place?.district ?? "" },
    openAddressId: `address-${place?.district}`,
    postage: order.freight,
    sellerDiscount: order.discount,
    items: order.lines.map((line, index) => ({ ...line, skuId: `1${index + 1}`, name: line.title })),
    parcels: order.parcels.map(({ company, number }) => ({ logisticsId: Number(carrierCodeFor("pdd", company)), trackingNumber: number })),
  });
}
