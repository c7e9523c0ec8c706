import { parseAsString } from "nuqs/server";

/** The list's filters as the URL spells them: the same names as the API's. `order` is the one open in the drawer. */
export const ORDER_FILTER_PARSERS = {
  q: parseAsString,
  platform: parseAsString,
  shop: parseAsString,
  status: parseAsString,
  from: parseAsString,
  to: parseAsString,
  province: parseAsString,
  city: parseAsString,
  stuck: parseAsString,
  exceptions: parseAsString,
  held: parseAsString,
  refund: parseAsString,
  merged: parseAsString,
};

export type OrderFilterKey = keyof typeof ORDER_FILTER_PARSERS;
export type OrderFilters = Record<OrderFilterKey, string | null>;

/** Keys a saved view sets; choosing a view clears the others of these. */
const VIEW_KEYS = ["status", "stuck", "exceptions", "held", "refund", "merged"] as const satisfies readonly OrderFilterKey[];
export type ViewKey = (typeof VIEW_KEYS)[number];
type ViewValues = Partial<Record<ViewKey, string>>;

/** Saved views: the questions asked all day, as filters. */
export const ORDER_VIEWS = {
  all: {},
  review: { status: "paid" },
  to_ship: { status: "ready_to_ship,partially_shipped" },
  stuck: { stuck: "true" },
  exceptions: { exceptions: "true" },
  held: { held: "true" },
  refund: { refund: "true" },
  merged: { merged: "true" },
} as const satisfies Record<string, ViewValues>;
export type OrderViewName = keyof typeof ORDER_VIEWS;

export function isOrderView(name: string | null): name is OrderViewName {
  return name !== null && name in ORDER_VIEWS;
}

export function filtersOfView(name: OrderViewName): Record<ViewKey, string | null> {
  const values: ViewValues = ORDER_VIEWS[name];
  return { status: null, stuck: null, exceptions: null, held: null, refund: null, merged: null, ...values };
}

/** The view whose filters are exactly the ones set, or null when they were combined by hand. */
export function viewOf(filters: OrderFilters): OrderViewName | null {
  const names = Object.keys(ORDER_VIEWS) as OrderViewName[];
  return names.find((name) => VIEW_KEYS.every((key) => filtersOfView(name)[key] === filters[key])) ?? null;
}

/** The query string of the API for these filters. */
export function searchOf(filters: OrderFilters, page: { cursor: string | null; limit: number }): string {
  const search = new URLSearchParams({ limit: String(page.limit) });
  for (const [key, value] of Object.entries(filters)) if (value) search.set(key, value);
  if (page.cursor) search.set("cursor", page.cursor);
  return search.toString();
}
