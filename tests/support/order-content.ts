import type { OrderContent } from "@/lib/orders/core/order-content";
import type { SnapshotLine } from "@/lib/orders/core/snapshot";

export function contentLine(override: Partial<SnapshotLine> & { external_line_id: string }): SnapshotLine {
  return { sku: "TS-W-L", title: "T恤 白 L", quantity: 1, unit_price: 12_900, paid: 12_800, refund_status: "none", cancelled: false, ...override };
}

/** Two lines that add up: ¥358 of goods, ¥1 off each, free freight. */
export function orderContent(override: Partial<OrderContent> = {}): OrderContent {
  return {
    business_type: "standard",
    payment_method: "prepaid",
    currency: "CNY",
    amounts: { goods: 35_800, freight: 0, discount: 200, paid: 35_600 },
    receiver: {
      name: "张三丰",
      phone: "13812348000",
      province: "浙江省",
      city: "杭州市",
      district: "西湖区",
      town: "北山街道",
      address: "文三路138号2幢501室",
    },
    token: { kind: "open_address_id", value: "#abcdef123456" },
    lines: [
      contentLine({ external_line_id: "1" }),
      contentLine({ external_line_id: "2", sku: "HD-B-M", title: "卫衣 黑 M", unit_price: 22_900, paid: 22_800 }),
    ],
    warehouse: "",
    carrier: "",
    buyer_note: "",
    seller_note: "",
    promised_ship_at: null,
    ship_after: null,
    flags: [],
    custom: {},
    ...override,
  };
}
