import type { orderLines } from "@/db/schema/orders";
import type { OrderContent, Receiver } from "@/lib/orders/core/order-content";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import type { SnapshotLine } from "@/lib/orders/core/snapshot";
import { openJson } from "@/lib/security/crypto/field-cipher";
import type { OrderRow } from "./order-columns";
import type { ShopRow } from "./order-store";

type LineRow = typeof orderLines.$inferSelect;

/** A row and its lines as the decrypted snapshot rules work on. */
export function snapshotOf(input: { row: OrderRow; lines: LineRow[]; shop: ShopRow }): OrderSnapshot {
  const { row, shop } = input;
  return {
    id: row.id,
    shop: { id: shop.id, code: shop.code, name: shop.name, platform: shop.platform, bufferMinutes: shop.settings.buffer_minutes },
    platform: row.platform,
    externalId: row.externalId,
    status: row.status,
    version: row.version,
    placedAt: row.placedAt,
    paidAt: row.paidAt,
    stageSince: row.stageSince,
    promisedShipAt: row.promisedShipAt,
    shipAfter: row.shipAfter,
    bufferUntil: row.bufferUntil,
    modifiedAt: row.modifiedAt,
    customerId: row.customerId,
    tokenIndex: row.tokenIndex,
    receiverIndex: row.receiverIndex,
    phoneIndex: row.phoneIndex,
    tokenKind: row.tokenKind,
    hasOpenRefund: row.hasOpenRefund,
    openHolds: row.openHolds,
    openExceptions: row.openExceptions,
    shipmentGroupId: row.shipmentGroupId,
    printedAt: row.printedAt,
    receiverMasked: { name: row.receiverNameMasked, phone: row.receiverPhoneMasked, address: row.receiverAddressMasked },
    content: contentOfRow(row, input.lines),
  };
}

export function contentOfRow(row: OrderRow, lines: LineRow[]): OrderContent {
  const notes = openJson<{ buyer_note: string; seller_note: string }>(`orders.notes:${row.id}`, row.notes);
  return {
    business_type: row.businessType,
    payment_method: row.paymentMethod,
    currency: row.currency,
    amounts: { goods: row.goodsAmount, freight: row.freightAmount, discount: row.discountAmount, paid: row.paidAmount },
    receiver: openReceiver(row),
    token: row.tokenKind === "" ? null : { kind: row.tokenKind, value: row.tokenValue },
    lines: lines.map(lineOf),
    warehouse: row.warehouse,
    carrier: row.carrier,
    buyer_note: notes.buyer_note,
    seller_note: notes.seller_note,
    promised_ship_at: row.promisedShipAt?.toISOString() ?? null,
    ship_after: row.shipAfter?.toISOString() ?? null,
    flags: row.flags,
    custom: row.custom,
  };
}

function openReceiver(row: Pick<OrderRow, "id" | "receiver">): Receiver {
  return openJson<Receiver>(`orders.receiver:${row.id}`, row.receiver);
}

function lineOf(line: LineRow): SnapshotLine {
  return {
    external_line_id: line.externalLineId,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    paid: line.paid,
    refund_status: line.refundStatus,
    cancelled: line.cancelled,
  };
}
