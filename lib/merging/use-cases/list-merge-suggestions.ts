import { reader } from "@/db/transaction";
import type { SuggestionState } from "@/lib/merging/core/merge-state";
import { type SuggestionCard, type SuggestionFilter, suggestionFilterSchema } from "@/lib/merging/core/suggestion-view";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { findShopId } from "@/lib/orders/use-cases/find-shop-id";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { isId } from "@/lib/shared/ids";
import { badCursor, decodeCursor, decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { listMembers, listSuggestionRows, type SuggestionRow } from "../store/suggestion-store";
import { suggestionViewOf } from "../store/suggestion-view-of";

const STATES = {
  active: ["open", "blocked"],
  decided: ["approved", "rejected"],
} as const satisfies Record<string, readonly SuggestionState[]>;

/** The board: active suggestions by deadline (none last), decided ones newest first. */
export async function listMergeSuggestions(
  ctx: Ctx,
  input: SuggestionFilter = {},
): Promise<{ merge_suggestions: SuggestionCard[]; next_cursor: string | null }> {
  requirePermission(ctx, "merging.read");
  const filter = parseInput(suggestionFilterSchema, input);
  const states: readonly SuggestionState[] = filter.status === "active" || filter.status === "decided" ? STATES[filter.status] : [filter.status];
  const rows = await listSuggestionRows(reader(), {
    states,
    tier: filter.tier,
    shopId: filter.shop ? await findShopId(reader(), filter.shop) : undefined,
    orderId: filter.order,
    now: ctx.clock.now(),
    after: filter.cursor ? positionOf(filter.cursor) : undefined,
    limit: filter.limit + 1,
  });
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    merge_suggestions: await cardsOf(page),
    next_cursor: rows.length > filter.limit && last ? encodeCursor([sortTime(last), last.id]) : null,
  };
}

async function cardsOf(rows: SuggestionRow[]): Promise<SuggestionCard[]> {
  const members = await listMembers(
    reader(),
    rows.map((row) => row.id),
  );
  const ids = [...new Set([...members.values()].flat())];
  const orders = new Map((await loadOrderSnapshots(reader(), { orderIds: ids })).map((order) => [order.id, order]));
  return rows.map((row) => {
    const orderIds = members.get(row.id) ?? [];
    return { ...suggestionViewOf(row, orderIds), ...summaryOf(orderIds.flatMap((id) => orders.get(id) ?? [])) };
  });
}

function summaryOf(orders: OrderSnapshot[]): Pick<SuggestionCard, "shops" | "platforms" | "receiver" | "item_count"> {
  const first = orders[0];
  const receiver = first ? [first.receiverMasked.name, first.content.receiver.city, first.content.receiver.district].filter(Boolean).join(" ") : "";
  return {
    shops: [...new Set(orders.map((order) => order.shop.name))],
    platforms: [...new Set(orders.map((order) => order.platform))],
    receiver,
    item_count: orders.reduce((sum, order) => sum + order.content.lines.reduce((n, line) => n + (line.cancelled ? 0 : line.quantity), 0), 0),
  };
}

function sortTime(row: SuggestionRow): string {
  const active = row.state === "open" || row.state === "blocked";
  return active ? (row.deadline?.toISOString() ?? "") : (row.decidedAt ?? row.updatedAt).toISOString();
}

/** Suggestions without a deadline stand last: their cursor has no instant. */
function positionOf(cursor: string): { at: string | null; id: string } {
  const [at, id] = decodeCursor(cursor);
  if (at !== "") return { id: String(id), at: decodeTimeCursor(cursor).at.toISOString() };
  if (typeof id === "string" && isId(id)) return { at: null, id };
  throw badCursor(cursor);
}
