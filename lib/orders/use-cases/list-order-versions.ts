import type { Executor, Tx } from "@/db/transaction";
import { reader } from "@/db/transaction";
import { contentDiff, maskDiff } from "@/lib/orders/core/content-diff";
import type { OrderContent } from "@/lib/orders/core/order-content";
import type { VersionDiffView, VersionView } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { findOptionalVersion, listVersionRows, versionContent } from "../store/version-store";

/** Every version of an order, newest first. */
export async function listOrderVersions(ctx: Ctx, input: { order_id: string }): Promise<{ versions: VersionView[]; next_cursor: null }> {
  requirePermission(ctx, "versions.read");
  const rows = isId(input.order_id) ? await listVersionRows(reader(), input.order_id) : [];
  if (rows.length === 0) throw notFound("orders", "order", input.order_id);
  const versions = rows.map((row) => ({
    version: row.version,
    origin: row.origin,
    actor_name: row.actorName,
    reason: row.reason,
    change_request_id: row.changeRequestId,
    restored_from: row.restoredFrom,
    created_at: row.createdAt.toISOString(),
  }));
  return { versions, next_cursor: null };
}

/** What changed from version `against` (default: the one before) to `version`; personal values masked. */
export async function diffOrderVersions(ctx: Ctx, input: { order_id: string; version: number; against?: number }): Promise<VersionDiffView> {
  requirePermission(ctx, "versions.read");
  const against = input.against ?? Math.max(1, input.version - 1);
  const [after, before] = await Promise.all([
    loadOrderVersion(reader(), { orderId: input.order_id, version: input.version }),
    loadOrderVersion(reader(), { orderId: input.order_id, version: against }),
  ]);
  return { version: input.version, against, changes: maskDiff(contentDiff(before, after)) };
}

/** Step: the whole content of one version, decrypted. */
export async function loadOrderVersion(db: Executor | Tx, input: { orderId: string; version: number }): Promise<OrderContent> {
  const row = isId(input.orderId) && Number.isInteger(input.version) ? await findOptionalVersion(db, input) : null;
  if (!row) throw notFound("orders", "version", `${input.orderId}/${input.version}`);
  return versionContent(row);
}
