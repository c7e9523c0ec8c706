import type { SuggestionView } from "@/lib/merging/core/suggestion-view";
import type { SuggestionRow } from "./suggestion-store";

export function suggestionViewOf(row: SuggestionRow, orderIds: string[]): SuggestionView {
  return {
    id: row.id,
    state: row.state,
    order_ids: orderIds,
    tier: row.tier,
    probability: row.probability,
    passed: row.passed,
    failed: row.failed,
    evidence: row.evidence,
    deadline: row.deadline?.toISOString() ?? null,
    window_start: row.windowStart.toISOString(),
    window_end: row.windowEnd.toISOString(),
    freight_saved: row.freightSaved,
    policy_version: row.policyVersion,
    group_id: row.groupId,
    snoozed_until: row.snoozedUntil?.toISOString() ?? null,
    decided_by: row.decidedBy,
    decided_at: row.decidedAt?.toISOString() ?? null,
    reason: row.reason,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
