import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { contentDiff, maskDiff } from "@/lib/orders/core/content-diff";
import { loadOrderVersion } from "@/lib/orders/use-cases/list-order-versions";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { saveOrderVersion } from "@/lib/orders/use-cases/save-order-version";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type RestoreVersionView, restoreVersionSchema } from "@/lib/versions/core/change-view";
import { alreadyActive, noChange, staleBase, tooLate } from "@/lib/versions/core/refusals";
import { restoreContent } from "@/lib/versions/core/restore-content";
import { restoreRefusals } from "@/lib/versions/core/stage-rules";
import { findOptionalActive } from "../store/change-store";

/**
 * Writes an earlier version's content as the next version; history is never rewritten. 409 past the point of no return,
 * while a change is active, or when `base_version` is stale; 422 when the order stands there already.
 */
export async function restoreVersion(ctx: Ctx, input: z.input<typeof restoreVersionSchema>): Promise<RestoreVersionView> {
  requirePermission(ctx, "versions.restore");
  const wanted = parseInput(restoreVersionSchema, input);
  const reason = maskPhonesInText(wanted.reason);
  return withTransaction(async (tx) => {
    const [order] = await loadOrderSnapshots(tx, { orderIds: [wanted.order_id], lock: true });
    if (!order) throw notFound("orders", "order", wanted.order_id);
    if (wanted.base_version !== undefined && wanted.base_version !== order.version) throw staleBase(wanted.base_version, order.version);
    const active = await findOptionalActive(tx, order.id);
    if (active) throw alreadyActive(active);
    const refusals = restoreRefusals(order);
    if (refusals.length > 0) throw tooLate(refusals);
    const earlier = await loadOrderVersion(tx, { orderId: order.id, version: wanted.version });
    const content = restoreContent({ current: order.content, earlier });
    const changes = maskDiff(contentDiff(order.content, content));
    if (changes.length === 0) throw noChange();
    const { version } = await saveOrderVersion(tx, ctx, {
      orderId: order.id,
      expectedVersion: order.version,
      content,
      origin: "restore",
      restoredFrom: wanted.version,
      reason,
    });
    await appendAudit(tx, ctx, [
      {
        action: "versions.restore",
        entityType: "order",
        entityId: order.id,
        orderIds: [order.id],
        reason,
        before: { version: order.version },
        after: { version, restored_from: wanted.version, diff: changes },
      },
    ]);
    return { order_id: order.id, version, restored_from: wanted.version, changes };
  });
}
