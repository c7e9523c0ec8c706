import { taobaoAdapter } from "@/lib/channels/adapters/taobao/adapter";
import { taobaoTrade } from "@/lib/channels/adapters/taobao/fixtures";
import { encodeTmcFrame, KIND_FIELD, TMC_KINDS, TMC_TYPES } from "@/lib/channels/adapters/taobao/tmc-frame";
import { startTaobaoPlatform } from "@/lib/sandbox/servers/taobao-platform";
import { shopAccess } from "../shop-access";
import { TEST_APP } from "../shops";
import { type AdapterWorld, type Repeat, type Telling, TOKENS, worldBase } from "./adapter-world";
import { type NeutralEvent, type NeutralLine, type NeutralOrder, RECEIVER } from "./neutral-order";

const SELLER = "9001";
const TOPICS: Partial<Record<NeutralEvent, string>> = {
  created: "taobao_trade_TradeCreate",
  repriced: "taobao_trade_TradeModifyFee",
  deposit_paid: "taobao_trade_TradeChanged",
  paid: "taobao_trade_TradeBuyerPay",
  listed: "taobao_trade_TradeBuyerPay",
  moved: "taobao_trade_TradeLogisticsAddressChanged",
  receiver_hidden: "taobao_trade_TradeChanged",
  part_shipped: "taobao_trade_TradePartlySellerShip",
  shipped: "taobao_trade_TradeSellerShip",
  signed: "taobao_trade_TradeChanged",
  completed: "taobao_trade_TradeSuccess",
  cancelled: "taobao_trade_TradeClose",
  refund_asked: "taobao_refund_RefundCreated",
  refunded: "taobao_refund_RefundSuccess",
};
const STATES: Record<NeutralOrder["status"], string> = {
  unpaid: "WAIT_BUYER_PAY",
  deposit_paid: "WAIT_BUYER_PAY",
  paid: "WAIT_SELLER_SEND_GOODS",
  part_shipped: "SELLER_CONSIGNED_PART",
  shipped: "WAIT_BUYER_CONFIRM_GOODS",
  signed: "TRADE_BUYER_SIGNED",
  completed: "TRADE_FINISHED",
  cancelled: "TRADE_CLOSED",
};
const REFUNDS = { none: "NO_REFUND", asked: "WAIT_SELLER_AGREE", done: "SUCCESS" };
const MASKS = { name: "周**", phone: "136****2222" };

/** Taobao tells a trade's id in a TMC frame, and the trade is fetched. */
export async function taobaoWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const app = { ...TEST_APP, ...TOKENS, sellerId: SELLER, book: base.books.book };
  const platform = await startTaobaoPlatform({ apps: [app], faults: base.faults });
  const shop = await base.openShop("taobao", platform.url, { platform_shop_id: SELLER });
  let told = 0n;
  return {
    ctx: base.ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: ({ address }) => ({ ...MASKS, address: masked(address) }),
    async tell({ order, event, isShown }: Telling, repeat: Repeat) {
      if (isShown) base.books.put({ externalId: order.id, modifiedAt: order.changedAt, detail: tradeOf(order) });
      if (repeat !== "same") told += 1n;
      const content = { id: told, topic: TOPICS[event] ?? "", content: `{"tid":${order.id},"oid":${order.id}1}`, userid: BigInt(SELLER) };
      const frame = encodeTmcFrame({ type: TMC_TYPES.send, content: { [KIND_FIELD]: TMC_KINDS.data, ...content } });
      const reading = taobaoAdapter.feed?.read({ shop: shopAccess({ platformShopId: SELLER }), frame, now: base.ctx.clock.now() });
      if (reading?.kind !== "messages") throw new Error("The frame holds no message.");
      await base.hear(shop, reading.messages);
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}

/** Taobao shows the first character and stars. */
function masked(address: string): string {
  return `${address.slice(0, 1)}**路**号**幢**室`;
}

function stepOf(order: NeutralOrder): string | undefined {
  if (!order.presale) return undefined;
  return order.paidAt ? "FRONT_PAID_FINAL_PAID" : "FRONT_PAID_FINAL_NOPAID";
}

function tradeOf(order: NeutralOrder): Record<string, unknown> {
  const { place } = order;
  const blank = { name: "", mobile: "", state: "", city: "", district: "", town: "", address: "" };
  return taobaoTrade({
    tid: order.id,
    status: order.status === "cancelled" && !order.paidAt ? "TRADE_CLOSED_BY_TAOBAO" : STATES[order.status],
    stepTradeStatus: stepOf(order),
    created: order.placedAt,
    paid: order.paidAt ?? undefined,
    modified: order.changedAt,
    consigned: order.shippedAt ?? order.parcels[0]?.at,
    ended: order.endedAt ?? undefined,
    postFee: order.freight,
    discountFee: order.discount,
    receiver: place
      ? {
          name: MASKS.name,
          mobile: MASKS.phone,
          state: RECEIVER.province,
          city: RECEIVER.city,
          district: place.district,
          town: "",
          address: masked(place.address),
        }
      : blank,
    oaid: place ? `oaid-${place.district}` : undefined,
    lines: order.lines.map((line, index) => lineOf(order, line, index)),
  });
}

function lineOf(order: NeutralOrder, line: NeutralLine, index: number) {
  const { sku, title, quantity, price, refund } = line;
  const parcel = order.parcels.find(({ skus }) => skus.includes(sku));
  const waits = order.status === "part_shipped" ? (parcel ? STATES.shipped : STATES.paid) : undefined;
  return {
    oid: `${order.id}${index + 1}`,
    sku,
    title,
    quantity,
    price,
    share: price * quantity - (index === 0 ? order.discount : 0),
    status: refund === "done" ? "TRADE_CLOSED" : waits,
    refundStatus: REFUNDS[refund],
    parcel: parcel ? { company: "中通快递", trackingNumber: parcel.number, consigned: parcel.at } : undefined,
  };
}
