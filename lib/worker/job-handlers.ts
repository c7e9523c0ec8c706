import { evaluateAlerts } from "@/lib/alerts/use-cases/evaluate-alerts";
import { sendNotifications } from "@/lib/alerts/use-cases/send-notifications";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import { compactPulls } from "@/lib/channels/use-cases/compact-pulls";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { planReconciliations } from "@/lib/channels/use-cases/plan-reconciliations";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { pullWindow } from "@/lib/channels/use-cases/pull-window";
import { runImport } from "@/lib/channels/use-cases/run-import";
import { runReconciliation } from "@/lib/channels/use-cases/run-reconciliation";
import { sendWriteBacks } from "@/lib/channels/use-cases/send-write-backs";
import { sweepWriteBacks } from "@/lib/channels/use-cases/sweep-write-backs";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { pruneEvents } from "@/lib/events/use-cases/prune-events";
import { relayEvents } from "@/lib/events/use-cases/relay-events";
import { sendWebhooks } from "@/lib/events/use-cases/send-webhooks";
import { sweepOutbox } from "@/lib/events/use-cases/sweep-outbox";
import { sweepWebhooks } from "@/lib/events/use-cases/sweep-webhooks";
import { getPushSource } from "@/lib/inbox/use-cases/get-push-source";
import { giveUpPush } from "@/lib/inbox/use-cases/give-up-push";
import type { JobName, JobPayload } from "@/lib/jobs/core/catalogue";
import { expireSuggestions } from "@/lib/merging/use-cases/expire-suggestions";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { elapseBuffers } from "@/lib/orders/use-cases/elapse-buffers";
import { pruneKeys } from "@/lib/security/use-cases/prune-keys";
import type { Ctx } from "@/lib/shared/context";
import { expireChangeRequests } from "@/lib/versions/use-cases/expire-change-requests";
import { HANDLERS } from "./handlers";

/** Counts for the run ledger. */
export type JobStats = Record<string, number>;
type JobHandlers = { [N in JobName]: (ctx: Ctx, payload: JobPayload<N>) => Promise<JobStats | null> };

/** Job name → use-case, total by type. */
export const JOB_HANDLERS: JobHandlers = {
  relay_events: (ctx, { ids }) => relayEvents(ctx, { ids, handlers: HANDLERS }),
  process_inbox: processInbox,
  run_import: async (ctx, payload) => {
    await runImport(ctx, payload);
    return null;
  },
  pull_window: async (ctx, payload) => {
    await pullWindow(ctx, payload);
    return null;
  },
  reconcile_shop: async (ctx, payload) => {
    await runReconciliation(ctx, payload);
    return null;
  },
  plan_pulls: (ctx) => planPulls(ctx),
  plan_reconciliations: (ctx) => planReconciliations(ctx),
  elapse_buffers: (ctx) => elapseBuffers(ctx),
  sweep_outbox: (ctx) => sweepOutbox(ctx),
  seal_audit: (ctx) => sealAudit(ctx),
  detect_stuck_orders: (ctx) => detectStuckOrders(ctx),
  expire_requests: async (ctx) => ({ ...(await expireChangeRequests(ctx)), suggestions: (await expireSuggestions(ctx)).expired }),
  send_webhooks: (ctx, payload) => sendWebhooks(ctx, payload),
  sweep_webhooks: (ctx) => sweepWebhooks(ctx),
  send_write_backs: (ctx, payload) => sendWriteBacks(ctx, payload),
  sweep_write_backs: (ctx) => sweepWriteBacks(ctx),
  evaluate_alerts: (ctx) => evaluateAlerts(ctx),
  send_notifications: (ctx) => sendNotifications(ctx),
  prune_traces: async (ctx) => ({ ...(await pruneEvents(ctx)), ...(await pruneKeys(ctx)), ...(await compactPulls(ctx)) }),
};

async function processInbox(ctx: Ctx, { inbox_id: inboxId }: JobPayload<"process_inbox">): Promise<null> {
  const source = await getPushSource(ctx, { inboxId });
  try {
    if (source === "channel") await processChannelPush(ctx, { inboxId });
    if (source === "courier") await processCourierPush(ctx, { inboxId });
  } catch (error) {
    if (!(await giveUpPush(ctx, { inboxId, error }))) throw error;
  }
  return null;
}
