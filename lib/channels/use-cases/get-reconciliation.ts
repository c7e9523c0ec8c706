import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import type { ReconciliationDetail } from "../core/reconciliation-view";
import { findOptionalReconciliation, listDifferences } from "../store/reconciliation-store";
import { reconciliationViewOf } from "./reconciliation-view-of";

const MOST_DIFFERENCES = 500;

/** One comparison with what differed, what needs a person first. */
export async function getReconciliation(ctx: Ctx, input: { id: string }): Promise<ReconciliationDetail> {
  requirePermission(ctx, "shops.read");
  const row = await findOptionalReconciliation(reader(), input.id);
  if (!row) throw notFound("channels", "reconciliation", input.id);
  const differences = await listDifferences(reader(), { reconciliationId: row.id, limit: MOST_DIFFERENCES });
  return {
    ...reconciliationViewOf(row),
    differences: differences.map((difference) => ({
      external_id: difference.externalId,
      order_id: difference.orderId,
      kind: difference.kind,
      state: difference.state,
      theirs_at: difference.theirsAt?.toISOString() ?? null,
      ours_at: difference.oursAt?.toISOString() ?? null,
      reason: difference.reason,
    })),
  };
}
