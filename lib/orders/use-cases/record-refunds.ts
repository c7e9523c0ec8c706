import type { Tx } from "@/db/transaction";
import { applyRefunds, type ToldRefund } from "@/lib/orders/core/apply-refunds";
import { canonicalJson } from "@/lib/orders/core/incoming-content";
import type { Ctx } from "@/lib/shared/context";
import { listLines, lockOrders } from "../store/order-store";
import { contentOfRow } from "../store/snapshot-of";
import { refoldOrders } from "./refold-orders";
import { writeOrderVersions } from "./write-order-versions";

/** Step: refunds a platform told without the order's detail, as the next version; nothing is written when nothing changes. */
export async function recordRefunds(tx: Tx, ctx: Ctx, input: { orderId: string; refunds: readonly ToldRefund[] }): Promise<void> {
  if (input.refunds.length === 0) return;
  const [row] = await lockOrders(tx, [input.orderId]);
  if (!row) return;
  const before = contentOfRow(row, await listLines(tx, [row.id]));
  const content = applyRefunds(before, input.refunds);
  if (canonicalJson(content) === canonicalJson(before)) return;
  const written = await writeOrderVersions(tx, ctx, [{ row, before, content, origin: "platform", reason: "" }]);
  await refoldOrders(tx, ctx, written);
}
