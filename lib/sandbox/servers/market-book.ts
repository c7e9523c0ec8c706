import type { MarketOrder } from "../core/market-order";
import type { BookedOrder, OrderBook } from "../core/order-book";
import { detailOf } from "../payloads/detail-of";
import { modifiedAt } from "../payloads/market-moment";

/** The market's orders of one shop, as its platform sells them. Parcels and notes are taken; the market ships by itself. */
export function marketBook(input: {
  shop: string;
  find: (id: string) => MarketOrder | null;
  list: () => Iterable<MarketOrder>;
  now: () => number;
}): OrderBook {
  const { shop, find, list, now } = input;
  const known = (order: MarketOrder | null) => (order && order.shop === shop ? detailOf(order, now()) : null);
  return {
    findDetail: (id) => known(find(id)),
    listChanged(from, to) {
      const found: BookedOrder[] = [];
      for (const order of list()) {
        const at = new Date(modifiedAt(order, now()));
        const detail = at >= from && at < to ? known(order) : null;
        if (detail) found.push({ externalId: order.id, modifiedAt: at, detail });
      }
      return found;
    },
    acceptShipment: () => null,
    acceptNote: () => null,
  };
}
