import type { BusinessType, PaymentMethod } from "./order-status";
import type { SnapshotLine } from "./snapshot";

export type Receiver = {
  name: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  town: string;
  address: string;
};

/** The platform's own merge key for a receiver (oaid, open_address_id, ewaybill_order_code). */
type ReceiverToken = { kind: string; value: string };

export type Amounts = { goods: number; freight: number; discount: number; paid: number };

/** The part of an order that versions keep and edits change; money in fen, instants as ISO text. */
export type OrderContent = {
  business_type: BusinessType;
  payment_method: PaymentMethod;
  currency: string;
  amounts: Amounts;
  receiver: Receiver;
  token: ReceiverToken | null;
  lines: SnapshotLine[];
  warehouse: string;
  carrier: string;
  buyer_note: string;
  seller_note: string;
  promised_ship_at: string | null;
  ship_after: string | null;
  flags: string[];
  custom: Record<string, unknown>;
};

/** What the lines say must be paid: Σ open lines' paid + freight. A mismatch with `amounts.paid` is an exception, not a refusal. */
export function amountsAddUp(content: Pick<OrderContent, "amounts">): boolean {
  const { goods, freight, discount, paid } = content.amounts;
  return goods + freight - discount === paid;
}

/** "T恤 白 L ×2 等 3 件": first line, and how many pieces in all. */
export function itemSummary(lines: readonly SnapshotLine[]): string {
  const open = lines.filter((line) => !line.cancelled);
  const first = open[0];
  if (!first) return "";
  const name = first.title || first.sku;
  const pieces = itemCount(lines);
  return open.length === 1 ? `${name} ×${first.quantity}` : `${name} ×${first.quantity} +${pieces - first.quantity}`;
}

export function itemCount(lines: readonly SnapshotLine[]): number {
  return lines.reduce((sum, line) => (line.cancelled ? sum : sum + line.quantity), 0);
}
