/** The order list with these filters, spelled as the list spells them. */
export function ordersHref(filters: Record<string, string | null>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) if (value !== null) search.set(key, value);
  const text = search.toString();
  return text === "" ? "/orders" : `/orders?${text}`;
}
