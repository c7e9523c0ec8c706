import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type ListWriteBacksInput, listWriteBacksSchema, type WriteBackList } from "../core/write-back-view";
import { listWriteBackRows } from "../store/write-back-store";
import { writeBackViewOf } from "./write-back-view-of";

/** What platforms were told and are to be told, newest first. */
export async function listWriteBacks(ctx: Ctx, input: ListWriteBacksInput): Promise<WriteBackList> {
  requirePermission(ctx, "orders.read");
  const { status, shop, order_id, cursor, limit } = parseInput(listWriteBacksSchema, input);
  const [createdAt, id] = cursor ? decodeCursor(cursor) : [];
  const before = createdAt && id ? { createdAt: new Date(createdAt), id: String(id) } : null;
  const rows = await listWriteBackRows(reader(), { state: status, shopCode: shop, orderId: order_id, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { write_backs: page.map(writeBackViewOf), next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
}
