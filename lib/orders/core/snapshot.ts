import type { BusinessType, OrderStatus, PaymentMethod, RefundStatus } from "./order-status";

/** Who made a version: the platform's message, an approved change, a restore, an import or a hand entry. */
export const VERSION_ORIGINS = ["platform", "change_request", "restore", "import", "manual"] as const;
export type VersionOrigin = (typeof VERSION_ORIGINS)[number];

export type SnapshotLine = {
  external_line_id: string;
  sku: string;
  title: string;
  quantity: number;
  unit_price: number;
  paid: number;
  refund_status: RefundStatus;
  cancelled: boolean;
};

/** What a version keeps in the open: everything but personal data. */
export type PublicSnapshot = {
  status: OrderStatus;
  business_type: BusinessType;
  payment_method: PaymentMethod;
  currency: string;
  amounts: { goods: number; freight: number; discount: number; paid: number };
  province: string;
  city: string;
  district: string;
  receiver_name_masked: string;
  receiver_phone_masked: string;
  receiver_address_masked: string;
  promised_ship_at: string | null;
  ship_after: string | null;
  warehouse: string;
  carrier: string;
  flags: string[];
  custom: Record<string, unknown>;
  lines: SnapshotLine[];
};

/** The personal part, sealed beside it. */
export type PersonalSnapshot = {
  receiver: { name: string; phone: string; province: string; city: string; district: string; town: string; address: string };
  token: { kind: string; value: string } | null;
  notes: { buyer_note: string; seller_note: string };
};
