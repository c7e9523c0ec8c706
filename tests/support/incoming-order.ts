import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";

/** A paid order of one shop that adds up; override what the test is about. */
export function incomingOrder(override: Partial<IncomingOrderInput> & { shop: string; external_id: string }): IncomingOrderInput {
  return {
    status: "paid",
    placed_at: "2026-11-24T09:00:00+08:00",
    paid_at: "2026-11-24T09:01:00+08:00",
    modified_at: "2026-11-24T09:01:00+08:00",
    amounts: { goods: 12_900, freight: 0, discount: 100, paid: 12_800 },
    buyer: { platform_buyer_id: `buyer-of-${override.external_id}` },
    receiver: {
      name: "张三丰",
      phone: "13812348000",
      province: "浙江省",
      city: "杭州市",
      district: "西湖区",
      town: "北山街道",
      address: "文三路138号2幢501室",
    },
    lines: [{ external_line_id: "1", sku: "TS-W-L", title: "T恤 白 L", quantity: 1, unit_price: 12_900, paid: 12_800 }],
    ...override,
  };
}
