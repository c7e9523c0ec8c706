import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { type ListReconciliationsInput, listReconciliationsSchema, type ReconciliationView } from "../core/reconciliation-view";
import { listReconciliationRows } from "../store/reconciliation-store";
import { reconciliationViewOf } from "./reconciliation-view-of";

/** Comparisons with the platforms, newest first. */
export async function listReconciliations(ctx: Ctx, input: ListReconciliationsInput = {}): Promise<{ reconciliations: ReconciliationView[] }> {
  requirePermission(ctx, "shops.read");
  const filter = parseInput(listReconciliationsSchema, input);
  const rows = await listReconciliationRows(reader(), filter);
  return { reconciliations: rows.map(reconciliationViewOf) };
}
