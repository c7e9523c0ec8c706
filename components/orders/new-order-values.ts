import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { fenFromYuan } from "@/lib/shared/money";

/** The form's fields; money in yuan as people type it. */
export type NewOrderValues = {
  shop: string;
  external_id: string;
  status: "paid" | "unpaid";
  name: string;
  phone: string;
  province: string | null;
  city: string;
  district: string;
  address: string;
  lines: { key: string; title: string; sku: string; quantity: number | string; unit_price: number | string }[];
  freight: number | string;
  discount: number | string;
  buyer_note: string;
  seller_note: string;
};

type LineValues = NewOrderValues["lines"][number];

let lineCount = 0;

export function newLineValues(): LineValues {
  lineCount += 1;
  return { key: `line-${lineCount}`, title: "", sku: "", quantity: 1, unit_price: 0 };
}

export function newOrderValues(shop: string): NewOrderValues {
  return {
    shop,
    external_id: "",
    status: "paid",
    name: "",
    phone: "",
    province: null,
    city: "",
    district: "",
    address: "",
    lines: [newLineValues()],
    freight: 0,
    discount: 0,
    buyer_note: "",
    seller_note: "",
  };
}

/** Fen to pay: lines + freight − discount. */
export function totalOf(values: NewOrderValues): number {
  return goodsOf(values) + fenOf(values.freight) - fenOf(values.discount);
}

function goodsOf(values: NewOrderValues): number {
  return values.lines.reduce((sum, line) => sum + fenOf(line.unit_price) * countOf(line.quantity), 0);
}

/** The canonical order; the discount lies on the lines by their share, the rest on the last, so that lines and total agree. */
export function incomingOf(values: NewOrderValues, now: Date): IncomingOrderInput {
  const goods = goodsOf(values);
  const discount = fenOf(values.discount);
  const at = now.toISOString();
  let left = Math.min(discount, goods);
  const lines = values.lines.map((line, index) => {
    const full = fenOf(line.unit_price) * countOf(line.quantity);
    const share = index === values.lines.length - 1 ? Math.min(left, full) : Math.min(left, Math.floor((full / Math.max(1, goods)) * discount));
    left -= share;
    return {
      external_line_id: String(index + 1),
      sku: line.sku.trim(),
      title: line.title.trim(),
      quantity: countOf(line.quantity),
      unit_price: fenOf(line.unit_price),
      paid: full - share,
    };
  });
  return {
    shop: values.shop,
    external_id: values.external_id.trim(),
    status: values.status,
    placed_at: at,
    paid_at: values.status === "paid" ? at : null,
    modified_at: at,
    amounts: { goods, freight: fenOf(values.freight), discount, paid: totalOf(values) },
    receiver: {
      name: values.name.trim(),
      phone: values.phone.trim(),
      province: values.province ?? "",
      city: values.city.trim(),
      district: values.district.trim(),
      address: values.address.trim(),
    },
    lines,
    buyer_note: values.buyer_note,
    seller_note: values.seller_note,
  };
}

function fenOf(yuan: number | string): number {
  const text = typeof yuan === "number" ? yuan.toFixed(2) : yuan.trim();
  return text === "" ? 0 : fenFromYuan(text);
}

function countOf(quantity: number | string): number {
  return Math.max(1, Math.floor(Number(quantity) || 1));
}
