/** First word of an event type → the first word of the query keys it makes stale. */
const KEYS: Record<string, readonly string[]> = {
  order: ["orders", "overview", "customers"],
  parcel: ["orders", "couriers"],
  merge: ["merging", "overview", "orders"],
  group: ["merging", "orders"],
  change: ["versions", "overview", "orders"],
  import: ["channels", "imports"],
  alert: ["alerts"],
  job: ["jobs"],
};

export function keysFor(type: string): readonly string[] {
  return KEYS[type.split(".", 1)[0] ?? ""] ?? [];
}
