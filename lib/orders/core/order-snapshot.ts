import type { Platform } from "@/lib/shared/platform";
import type { OrderContent } from "./order-content";
import type { OrderStatus } from "./order-status";

/** A whole order, decrypted, for rules that decide. Never leaves use-cases. */
export type OrderSnapshot = {
  id: string;
  shop: { id: string; code: string; name: string; platform: Platform; bufferMinutes: number };
  platform: Platform;
  externalId: string;
  status: OrderStatus;
  version: number;
  placedAt: Date;
  paidAt: Date | null;
  stageSince: Date;
  promisedShipAt: Date | null;
  shipAfter: Date | null;
  bufferUntil: Date | null;
  modifiedAt: Date;
  customerId: string | null;
  tokenIndex: string | null;
  receiverIndex: string | null;
  phoneIndex: string | null;
  tokenKind: string;
  hasOpenRefund: boolean;
  openHolds: number;
  openExceptions: number;
  shipmentGroupId: string | null;
  printedAt: Date | null;
  receiverMasked: { name: string; phone: string; address: string };
  content: OrderContent;
};
