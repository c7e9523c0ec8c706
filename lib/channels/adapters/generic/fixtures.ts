import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";

type GenericOrderInput = Omit<IncomingOrderInput, "shop"> & { parcels: { carrier: string; tracking_number: string }[] };

/** A paid order as a shop's own site tells it, invented; override what the test is about. */
export function genericOrder(change: Partial<GenericOrderInput> & { external_id: string }): GenericOrderInput {
  return {
    status: "paid",
    placed_at: "2026-11-20T01:00:00Z",
    paid_at: "2026-11-20T01:01:00Z",
    modified_at: "2026-11-20T01:01:00Z",
    amounts: { goods: 100, freight: 0, discount: 0, paid: 100 },
    receiver: { name: "叶知秋", phone: "13411112222", province: "浙江省", city: "杭州市", district: "西湖区", address: "灵隐路 1 号" },
    lines: [{ external_line_id: "1", sku: "A", title: "A", quantity: 1, unit_price: 100, paid: 100 }],
    parcels: [],
    ...change,
  };
}
