import type { ReconciliationView } from "../core/reconciliation-view";
import type { ReconciliationRow } from "../store/reconciliation-store";

export function reconciliationViewOf(row: ReconciliationRow & { code: string; name: string }): ReconciliationView {
  const { id, code, name, state, listed, held, missing, stale, extra, repaired, error } = row;
  return {
    id,
    shop: code,
    shop_name: name,
    from: row.fromAt.toISOString(),
    to: row.toAt.toISOString(),
    state,
    listed,
    held,
    missing,
    stale,
    extra,
    repaired,
    error,
    requested_by: row.requestedBy,
    started_at: row.startedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}
