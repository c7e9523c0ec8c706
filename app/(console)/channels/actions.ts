"use server";

import { runAction } from "@/app/run-action";
import type { AbandonPullsInput, RetryPullsInput, StartBackfillInput } from "@/lib/channels/core/backfill-view";
import type { StartReconciliationInput } from "@/lib/channels/core/reconciliation-view";
import { abandonPulls } from "@/lib/channels/use-cases/abandon-pulls";
import { retryPulls } from "@/lib/channels/use-cases/retry-pulls";
import { startBackfill } from "@/lib/channels/use-cases/start-backfill";
import { startReconciliation } from "@/lib/channels/use-cases/start-reconciliation";

export async function startBackfillAction(input: StartBackfillInput) {
  return runAction(startBackfill, input);
}

export async function retryPullsAction(input: RetryPullsInput) {
  return runAction(retryPulls, input);
}

export async function abandonPullsAction(input: AbandonPullsInput) {
  return runAction(abandonPulls, input);
}

export async function startReconciliationAction(input: StartReconciliationInput) {
  return runAction(startReconciliation, input);
}
