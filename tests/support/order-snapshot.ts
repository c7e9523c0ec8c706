import type { OrderContent } from "@/lib/orders/core/order-content";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";

type Override = Omit<Partial<OrderSnapshot>, "content"> & { content?: Partial<OrderContent> };

/** A paid order of shop-1 to one household, as rules see it; override what the test is about. */
export function orderSnapshot(id: string, override: Override = {}): OrderSnapshot {
  const { content, ...rest } = override;
  return {
    id,
    shop: { id: "shop-1", code: "shop-1", name: "一号店", platform: "douyin", bufferMinutes: 30 },
    platform: "douyin",
    externalId: `E${id}`,
    status: "paid",
    version: 1,
    placedAt: new Date("2026-11-24T01:00:00Z"),
    paidAt: new Date("2026-11-24T01:01:00Z"),
    stageSince: new Date("2026-11-24T01:01:00Z"),
    promisedShipAt: new Date("2026-11-26T01:00:00Z"),
    shipAfter: null,
    bufferUntil: new Date("2026-11-24T01:31:00Z"),
    modifiedAt: new Date("2026-11-24T01:01:00Z"),
    customerId: "customer-1",
    tokenIndex: "token-1",
    receiverIndex: "receiver-1",
    phoneIndex: "phone-1",
    tokenKind: "open_address_id",
    hasOpenRefund: false,
    openHolds: 0,
    openExceptions: 0,
    shipmentGroupId: null,
    printedAt: null,
    receiverMasked: { name: "张**", phone: "138****8000", address: "文三路***号*幢***室" },
    content: { ...CONTENT, ...content },
    ...rest,
  };
}

const CONTENT: OrderContent = {
  business_type: "standard",
  payment_method: "prepaid",
  currency: "CNY",
  amounts: { goods: 12_900, freight: 0, discount: 0, paid: 12_900 },
  receiver: {
    name: "张三丰",
    phone: "13812348000",
    province: "浙江省",
    city: "杭州市",
    district: "西湖区",
    town: "",
    address: "文三路138号2幢501室",
  },
  token: null,
  lines: [orderLine()],
  warehouse: "",
  carrier: "",
  buyer_note: "",
  seller_note: "",
  promised_ship_at: null,
  ship_after: null,
  flags: [],
  custom: {},
};

export function orderLine(override: Partial<OrderContent["lines"][number]> = {}): OrderContent["lines"][number] {
  return {
    external_line_id: "1",
    sku: "TS-W-L",
    title: "T恤 白 L",
    quantity: 1,
    unit_price: 12_900,
    paid: 12_900,
    refund_status: "none",
    cancelled: false,
    ...override,
  };
}
