import { canonicalJson } from "@/lib/orders/core/incoming-content";
import type { IncomingOrder } from "@/lib/orders/core/incoming-order";
import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import type { ShopRow } from "../store/order-store";

/** One accepted row of a batch, with its place in the answer. */
export type IncomingRow = { index: number; order: IncomingOrder; shop: ShopRow };

/** A keyed digest of what the platform said, without the time it said it. */
export function sourceIndexOf(order: IncomingOrder): string {
  const { modified_at: _, ...said } = order;
  return blindIndexOf("source", canonicalJson(said));
}
