import type { ImportState } from "./import-state";
import type { ImportView } from "./import-view";

/** As the store keeps it. */
type ImportRecord = {
  id: string;
  shopId: string;
  shopCode: string;
  fileName: string;
  state: ImportState;
  totalRows: number;
  doneRows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  actorName: string;
  error: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

export function toImportView(record: ImportRecord): ImportView {
  return {
    id: record.id,
    shop_id: record.shopId,
    shop_code: record.shopCode,
    file_name: record.fileName,
    state: record.state,
    total_rows: record.totalRows,
    done_rows: record.doneRows,
    created: record.created,
    updated: record.updated,
    unchanged: record.unchanged,
    rejected: record.rejected,
    actor_name: record.actorName,
    error: record.error,
    created_at: record.createdAt.toISOString(),
    finished_at: record.finishedAt?.toISOString() ?? null,
  };
}
