import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type ListWriteBacksInput, listWriteBacksSchema, type WriteBackList } from "../core/write-back-view";
import { listWriteBackRows } from "../store/write-back-store";
import { writeBackViewOf } from "./write-back-view-of";

/** What platforms were told and are to be told, newest first. */
export async function listWriteBacks(ctx: Ctx, input: ListWriteBacksInput): Promise<WriteBackList> {
  requirePermission(ctx, "orders.read");
  const { status, shop, order_id, cursor, limit } = parseInput(listWriteBacksSchema, input);
  const before = cursor ? positionOf(cursor) : null;
  const rows = await listWriteBackRows(reader(), { state: status, shopCode: shop, orderId: order_id, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { write_backs: page.map(writeBackViewOf), next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
}

function positionOf(cursor: string): { createdAt: Date; id: string } {
  const { at, id } = decodeTimeCursor(cursor);
  return { createdAt: at, id };
}
