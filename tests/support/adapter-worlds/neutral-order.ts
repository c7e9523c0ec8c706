/** What may happen to an order, in nobody's words. `corrected` is our own staff; everything else happens at the platform. */
export type NeutralEvent =
  | "created"
  | "repriced"
  | "deposit_paid"
  | "paid"
  | "moved"
  | "corrected"
  | "receiver_hidden"
  | "part_shipped"
  | "shipped"
  | "signed"
  | "completed"
  | "refund_asked"
  | "refunded"
  | "cancelled"
  | "listed";

export type NeutralPlace = { district: string; address: string };
export type NeutralLine = { sku: string; title: string; quantity: number; price: number; refund: "none" | "asked" | "done" };
/** `skus` of the lines in it; `company` is our carrier code. */
export type NeutralParcel = { company: "zhongtong"; number: string; at: Date; skus: string[] };

/** An order as its platform knows it at one moment. Fen; the receiver is null once the platform hides it. */
export type NeutralOrder = {
  id: string;
  status: "unpaid" | "deposit_paid" | "paid" | "part_shipped" | "shipped" | "signed" | "completed" | "cancelled";
  presale: boolean;
  placedAt: Date;
  paidAt: Date | null;
  shippedAt: Date | null;
  endedAt: Date | null;
  changedAt: Date;
  freight: number;
  discount: number;
  place: NeutralPlace | null;
  lines: NeutralLine[];
  parcels: NeutralParcel[];
};

export const RECEIVER = { name: "周远舟", phone: "13600002222", province: "浙江省", city: "宁波市" };
export const HOME: NeutralPlace = { district: "鄞州区", address: "翠微路5号2幢301室" };
export const NEW_HOME: NeutralPlace = { district: "江北区", address: "人民路12号1幢202室" };

const CUP: NeutralLine = { sku: "CUP", title: "保温杯", quantity: 1, price: 2590, refund: "none" };
const POT: NeutralLine = { sku: "POT", title: "焖烧罐", quantity: 2, price: 1990, refund: "none" };
const CUT_LATER = 500;

export function placedOrder(input: { id: string; at: Date; presale: boolean }): NeutralOrder {
  const { id, at, presale } = input;
  return {
    id,
    status: "unpaid",
    presale,
    placedAt: at,
    paidAt: null,
    shippedAt: null,
    endedAt: null,
    changedAt: at,
    freight: 600,
    discount: 500,
    place: HOME,
    lines: [CUP, POT],
    parcels: [],
  };
}

export function goodsOf({ lines }: NeutralOrder): number {
  return lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

export function paidOf(order: NeutralOrder): number {
  return goodsOf(order) + order.freight - order.discount;
}

/** Whether anything of the order is in a refund, and whether all of it is back. */
export function refundOf({ lines }: NeutralOrder): "none" | "asked" | "part" | "whole" {
  if (lines.every((line) => line.refund === "done")) return "whole";
  if (lines.some((line) => line.refund === "asked")) return "asked";
  return lines.some((line) => line.refund === "done") ? "part" : "none";
}

/** The order after something happened to it. A refund is of the first line; a cancelled order that was paid goes back whole. */
export function afterEvent(order: NeutralOrder, event: NeutralEvent, at: Date): NeutralOrder {
  const changed = { ...order, changedAt: at };
  switch (event) {
    case "created":
    case "corrected":
    case "listed":
      return order;
    case "repriced":
      return { ...changed, discount: order.discount + CUT_LATER };
    case "deposit_paid":
      return { ...changed, status: "deposit_paid" };
    case "paid":
      return { ...changed, status: "paid", paidAt: at };
    case "moved":
      return { ...changed, place: NEW_HOME };
    case "receiver_hidden":
      return { ...changed, place: null };
    case "part_shipped":
      return { ...changed, status: "part_shipped", parcels: [parcelOf(order, [CUP.sku], at)] };
    case "shipped":
      return { ...changed, status: "shipped", shippedAt: at, parcels: [...order.parcels, parcelOf(order, leftIn(order), at)] };
    case "signed":
      return { ...changed, status: "signed" };
    case "completed":
      return { ...changed, status: "completed", endedAt: at };
    case "refund_asked":
      return { ...changed, lines: withFirst(order, "asked") };
    case "refunded":
      return { ...changed, lines: withFirst(order, "done") };
    case "cancelled":
      return { ...changed, status: "cancelled", endedAt: at, lines: order.paidAt ? allBack(order) : order.lines };
  }
}

function leftIn(order: NeutralOrder): string[] {
  const gone = order.parcels.flatMap((parcel) => parcel.skus);
  return order.lines.map((line) => line.sku).filter((sku) => !gone.includes(sku));
}

function parcelOf(order: NeutralOrder, skus: string[], at: Date): NeutralParcel {
  return { company: "zhongtong", number: `75${order.id.slice(-4)}${order.parcels.length + 1}`, at, skus };
}

function withFirst(order: NeutralOrder, refund: NeutralLine["refund"]): NeutralLine[] {
  return order.lines.map((line, index) => (index === 0 ? { ...line, refund } : line));
}

function allBack(order: NeutralOrder): NeutralLine[] {
  return order.lines.map((line) => ({ ...line, refund: "done" }));
}
