import type { AbandonPullsInput, RetryPullsInput, StartBackfillInput, StartedBackfill } from "@/lib/channels/core/backfill-view";
import type { ReconciliationDetail, StartReconciliationInput } from "@/lib/channels/core/reconciliation-view";
import type { FieldIssue } from "@/lib/shared/errors";

type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; params: Record<string, string | number>; issues: FieldIssue[]; request_id: string };

export type SyncActions = {
  backfill(input: StartBackfillInput): Promise<ActionResult<StartedBackfill>>;
  retry(input: RetryPullsInput): Promise<ActionResult<{ windows: number }>>;
  abandon(input: AbandonPullsInput): Promise<ActionResult<{ windows: number }>>;
  reconcile(input: StartReconciliationInput): Promise<ActionResult<ReconciliationDetail>>;
};

export type SyncAllowed = { backfill: boolean; reconcile: boolean };
