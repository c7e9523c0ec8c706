import { parcelOfKey } from "../core/write-back-content";
import type { WriteBackView } from "../core/write-back-view";
import type { WriteBackWithOrder } from "../store/write-back-store";

/** Step: a write-back as it is shown. */
export function writeBackViewOf(row: WriteBackWithOrder): WriteBackView {
  const parcel = row.kind === "shipment" ? parcelOfKey(row.key) : { carrier: "", trackingNumber: "" };
  return {
    id: row.id,
    shop_id: row.shopId,
    shop_code: row.shopCode,
    order_id: row.orderId,
    external_id: row.externalId,
    kind: row.kind,
    carrier: parcel.carrier,
    tracking_number: parcel.trackingNumber,
    version: row.kind === "note" ? Number(row.key) : null,
    state: row.state,
    attempts: row.attempts,
    failure_kind: row.failureKind,
    error: row.error,
    // While it is being sent the column holds the sender's lease.
    next_try_at: row.state === "failed" ? (row.nextTryAt?.toISOString() ?? null) : null,
    sent_at: row.sentAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
