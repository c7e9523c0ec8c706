import { incomingOrder } from "../support/incoming-order";

/** Order `number` of the shop: its own buyer, phone and house, two lines. */
export function benchOrder(shop: string, number: number): ReturnType<typeof incomingOrder> {
  const places = [
    ["浙江省", "杭州市", "西湖区"],
    ["江苏省", "南京市", "玄武区"],
    ["广东省", "深圳市", "南山区"],
    ["四川省", "成都市", "武侯区"],
  ] as const;
  const [province, city, district] = places[number % places.length] ?? places[0];
  const placed = new Date(Date.parse("2026-11-01T00:00:00Z") + number * 97_000);
  return incomingOrder({
    shop,
    external_id: `B${number}`,
    placed_at: placed.toISOString(),
    paid_at: new Date(placed.getTime() + 60_000).toISOString(),
    modified_at: new Date(placed.getTime() + 60_000).toISOString(),
    amounts: { goods: 12_900, freight: 0, discount: 100, paid: 12_800 },
    buyer: { platform_buyer_id: `bench-${number}` },
    receiver: {
      name: `买家${number}`,
      phone: `13${String(800_000_000 + number)}`,
      province,
      city,
      district,
      address: `长江路${number}号3幢${number % 900}室`,
    },
    lines: [
      { external_line_id: "1", sku: `SKU-${number % 50}`, title: "T恤 白 L", quantity: 1, unit_price: 6_900, paid: 6_900 },
      { external_line_id: "2", sku: `SKU-${(number + 7) % 50}`, title: "袜子 灰", quantity: 2, unit_price: 3_000, paid: 5_900 },
    ],
  });
}
