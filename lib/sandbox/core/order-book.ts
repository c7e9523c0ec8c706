/** An order as its platform would tell it: the detail in the platform's own words. */
export type BookedOrder = { externalId: string; modifiedAt: Date; detail: Record<string, unknown> };

/** A parcel as the seller reported it, in the platform's own words for carriers and lines. */
export type ReportedShipment = {
  externalId: string;
  carrier: string;
  trackingNumber: string;
  /** Null where the report names no line: the parcel holds them all. */
  lines: { externalLineId: string; quantity: number }[] | null;
  /** The seller replaces what it reported before. */
  replaces: boolean;
};

/** What a sandbox platform sells from. The caller owns the orders; the platform signs, pages and misbehaves. */
export type OrderBook = {
  findDetail(externalId: string): Record<string, unknown> | null;
  /** Orders with from ≤ modified < to, in any order: the platform sorts and pages them. */
  listChanged(from: Date, to: Date): BookedOrder[];
  /** Null when taken, otherwise why not. */
  acceptShipment(shipment: ReportedShipment): string | null;
  /** Null when taken; a book without notes takes them all. */
  acceptNote?(note: { externalId: string; note: string }): string | null;
};
