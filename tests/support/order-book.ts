import type { BookedOrder, OrderBook, ReportedShipment } from "@/lib/sandbox/core/order-book";

/** An order book in memory for a sandbox platform; `refuse` is what it answers to reports while it is set. */
export function testOrderBook() {
  const orders = new Map<string, BookedOrder>();
  const shipments: ReportedShipment[] = [];
  const notes: { externalId: string; note: string }[] = [];
  const state = { refuse: null as string | null };
  const book: OrderBook = {
    findDetail: (externalId) => orders.get(externalId)?.detail ?? null,
    listChanged: (from, to) => [...orders.values()].filter(({ modifiedAt }) => modifiedAt >= from && modifiedAt < to),
    acceptShipment: (shipment) => {
      if (state.refuse === null) shipments.push(shipment);
      return state.refuse;
    },
    acceptNote: (note) => {
      if (state.refuse === null) notes.push(note);
      return state.refuse;
    },
  };
  return {
    book,
    shipments,
    notes,
    state,
    put(order: BookedOrder) {
      orders.set(order.externalId, order);
    },
    clear() {
      orders.clear();
      shipments.length = 0;
      notes.length = 0;
      state.refuse = null;
    },
  };
}
