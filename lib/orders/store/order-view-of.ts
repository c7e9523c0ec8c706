import type { OrderRowView } from "@/lib/orders/core/order-view";
import type { ListedOrder } from "./list-store";

export function orderRowViewOf({ order, shop, stuck }: ListedOrder): OrderRowView {
  return {
    id: order.id,
    external_id: order.externalId,
    shop: { id: order.shopId, code: shop.code, name: shop.name },
    platform: order.platform,
    status: order.status,
    stage_since: order.stageSince.toISOString(),
    placed_at: order.placedAt.toISOString(),
    paid_at: iso(order.paidAt),
    promised_ship_at: iso(order.promisedShipAt),
    buffer_until: iso(order.bufferUntil),
    business_type: order.businessType,
    payment_method: order.paymentMethod,
    currency: order.currency,
    paid_amount: order.paidAmount,
    receiver: {
      name: order.receiverNameMasked,
      phone: order.receiverPhoneMasked,
      province: order.province,
      city: order.city,
      district: order.district,
      address: order.receiverAddressMasked,
    },
    item_summary: order.itemSummary,
    item_count: order.itemCount,
    flags: order.flags,
    has_buyer_note: order.hasBuyerNote,
    has_open_refund: order.hasOpenRefund,
    open_exceptions: order.openExceptions,
    open_holds: order.openHolds,
    shipment_group_id: order.shipmentGroupId,
    customer_id: order.customerId,
    version: order.version,
    stuck,
  };
}

export function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
