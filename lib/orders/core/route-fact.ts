/** Facts with such an id are restated from the routes of the order's parcels whenever one of them changes. */
export const ROUTE_FACT_PREFIX = "route:";

export function isRouteFact(fact: { sourceEventId: string }): boolean {
  return fact.sourceEventId.startsWith(ROUTE_FACT_PREFIX);
}
