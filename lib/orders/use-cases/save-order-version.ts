import type { Tx } from "@/db/transaction";
import { canonicalJson } from "@/lib/orders/core/incoming-content";
import type { OrderContent } from "@/lib/orders/core/order-content";
import type { VersionOrigin } from "@/lib/orders/core/snapshot";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { listLines, lockOrders } from "../store/order-store";
import { contentOfRow } from "../store/snapshot-of";
import { refoldOrders } from "./refold-orders";
import { writeOrderVersions } from "./write-order-versions";

/**
 * Step: writes `content` as the next version if the order still stands at `expectedVersion`, else refuses (409).
 * What staff changed (receiver, lines) is theirs from then on: the platform no longer overwrites it.
 */
export async function saveOrderVersion(
  tx: Tx,
  ctx: Ctx,
  input: {
    orderId: string;
    expectedVersion: number;
    content: OrderContent;
    origin: VersionOrigin;
    reason: string;
    changeRequestId?: string;
    restoredFrom?: number;
  },
): Promise<{ version: number }> {
  const [row] = await lockOrders(tx, [input.orderId]);
  if (!row) throw notFound("orders", "order", input.orderId);
  if (row.version !== input.expectedVersion) throw staleVersion(input.expectedVersion, row.version);
  const before = contentOfRow(row, await listLines(tx, [row.id]));
  const at = ctx.clock.now();
  const written = await writeOrderVersions(tx, ctx, [
    {
      ...input,
      row,
      before,
      columns: {
        receiverEditedAt: same(before.receiver, input.content.receiver) ? row.receiverEditedAt : at,
        linesEditedAt: same(before.lines, input.content.lines) ? row.linesEditedAt : at,
      },
    },
  ]);
  await refoldOrders(tx, ctx, written);
  return { version: row.version + 1 };
}

function staleVersion(expected: number, actual: number) {
  return conflict("orders.stale_version", `The order is at version ${actual} by now, not ${expected}: reload and look again.`, {
    expected,
    actual,
  });
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
