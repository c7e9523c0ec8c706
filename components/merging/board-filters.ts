import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { TIERS } from "@/lib/merging/core/verdict";

export const BOARD_STATUSES = ["open", "blocked", "decided"] as const;
export type BoardStatus = (typeof BOARD_STATUSES)[number];

/** What the URL of the board holds; `shop` is the filter that follows the user from page to page. */
export const BOARD_PARSERS = {
  status: parseAsStringLiteral(BOARD_STATUSES).withDefault("open"),
  tier: parseAsStringLiteral(TIERS),
  shop: parseAsString,
};
export type BoardFilters = { status: BoardStatus; tier: (typeof TIERS)[number] | null; shop: string | null };

export function boardSearch({ status, tier, shop }: BoardFilters, cursor: string | null): string {
  const search = new URLSearchParams({ status, limit: "50" });
  if (tier) search.set("tier", tier);
  if (shop) search.set("shop", shop);
  if (cursor) search.set("cursor", cursor);
  return search.toString();
}
