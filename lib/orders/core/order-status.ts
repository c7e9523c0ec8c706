/** Lifecycle states in the order a parcel lives them; `cancelled` leaves the ladder. */
export const ORDER_STATUSES = ["unpaid", "paid", "ready_to_ship", "partially_shipped", "shipped", "delivered", "completed", "cancelled"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const BUSINESS_TYPES = ["standard", "presale", "bundle", "scheduled"] as const;
export type BusinessType = (typeof BUSINESS_TYPES)[number];

export const PAYMENT_METHODS = ["prepaid", "cod"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** After-sales runs beside the lifecycle, per line. */
export const REFUND_STATUSES = ["none", "requested", "refunding", "refunded", "rejected", "closed"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** A refund in one of these forbids merging and shipping the line. */
export const OPEN_REFUND_STATUSES: readonly RefundStatus[] = ["requested", "refunding"];
