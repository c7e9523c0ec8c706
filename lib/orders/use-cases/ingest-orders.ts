import { withTransaction } from "@/db/transaction";
import type { IngestResult } from "@/lib/orders/core/incoming-order";
import { type ParsedRow, parseIncoming } from "@/lib/orders/core/parse-incoming";
import type { VersionOrigin } from "@/lib/orders/core/snapshot";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { CodedError, type FieldIssue, invalid } from "@/lib/shared/errors";
import { listShopsByCode, type ShopRow } from "../store/order-store";
import { applyIncoming } from "./apply-incoming";
import type { IncomingRow } from "./incoming-row";

const INGEST_LIMIT = 1_000;
/** Two batches that deadlock in spite of sorted locks are run again; PostgreSQL has rolled one back whole. */
const DEADLOCK_RETRIES = 3;

/**
 * Takes canonical orders (≤ 1,000) in one transaction and answers row by row: one bad row never fails the others.
 * Idempotent by (shop, external id) and guarded by the platform's modified time; any order of arrival ends the same.
 */
export async function ingestOrders(
  ctx: Ctx,
  input: { orders: unknown; origin?: Extract<VersionOrigin, "platform" | "import" | "manual"> },
): Promise<{ results: IngestResult[] }> {
  requirePermission(ctx, "orders.ingest");
  return ingestRows(ctx, { rows: rowsOf(input.orders), origin: input.origin ?? "platform" });
}

/** The part behind the permission, shared with hand entry and import. */
export async function ingestRows(
  ctx: Ctx,
  input: { rows: unknown[]; origin: Extract<VersionOrigin, "platform" | "import" | "manual"> },
): Promise<{ results: IngestResult[] }> {
  const parsed = input.rows.map(parseIncoming);
  for (let attempt = 1; ; attempt++) {
    try {
      return { results: await withTransaction((tx) => ingestParsed(tx, ctx, parsed, input.origin)) };
    } catch (error) {
      if (!isDeadlock(error) || attempt === DEADLOCK_RETRIES) throw error;
    }
  }
}

async function ingestParsed(
  tx: Parameters<Parameters<typeof withTransaction>[0]>[0],
  ctx: Ctx,
  parsed: ParsedRow[],
  origin: Extract<VersionOrigin, "platform" | "import" | "manual">,
): Promise<IngestResult[]> {
  const codes = [...new Set(parsed.flatMap((row) => (row.ok ? [row.order.shop] : [])))];
  const shops = new Map((await listShopsByCode(tx, codes)).map((shop) => [shop.code, shop]));
  const results: IngestResult[] = parsed.map((row) => rejected(row.externalId, row.ok ? unknownShop(row.order.shop) : row.errors));
  for (const round of rounds(accepted(parsed, shops))) {
    for (const { index, result } of await applyIncoming(tx, ctx, { rows: round, origin })) results[index] = result;
  }
  return results;
}

function rowsOf(orders: unknown): unknown[] {
  if (!Array.isArray(orders))
    throw invalid("orders.not_a_list", 'The body must be {"orders": […]}.', [{ path: "orders", message: "must be a list" }]);
  if (orders.length <= INGEST_LIMIT) return orders;
  throw new CodedError({
    kind: "too_large",
    code: "orders.batch_too_large",
    message: `A batch holds at most ${INGEST_LIMIT} orders, got ${orders.length}.`,
    params: { limit: INGEST_LIMIT, count: orders.length },
  });
}

function accepted(parsed: ParsedRow[], shops: Map<string, ShopRow>): IncomingRow[] {
  return parsed.flatMap((row) => {
    const shop = row.ok ? shops.get(row.order.shop) : undefined;
    return row.ok && shop ? [{ index: row.index, order: row.order, shop }] : [];
  });
}

/** The same order twice in one batch: the older message first, each in a round of its own. Rounds are sorted by key for locking. */
function rounds(rows: IncomingRow[]): IncomingRow[][] {
  const taken = new Map<string, number>();
  const result: IncomingRow[][] = [];
  const byTime = [...rows].sort((a, b) => Date.parse(a.order.modified_at) - Date.parse(b.order.modified_at) || a.index - b.index);
  for (const row of byTime) {
    const key = `${row.shop.id} ${row.order.external_id}`;
    const round = taken.get(key) ?? 0;
    taken.set(key, round + 1);
    let group = result[round];
    if (!group) {
      group = [];
      result.push(group);
    }
    group.push(row);
  }
  for (const group of result) group.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return result;
}

function sortKey(row: IncomingRow): string {
  return `${row.shop.id} ${row.order.external_id}`;
}

function unknownShop(code: string): FieldIssue[] {
  return [{ path: "shop", message: `no shop has the code "${code}"` }];
}

function rejected(externalId: string, errors: FieldIssue[]): IngestResult {
  return { external_id: externalId, outcome: "rejected", order_id: null, errors };
}

function isDeadlock(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && (cause.code === "40P01" || cause.code === "40001")) return true;
  }
  return false;
}
