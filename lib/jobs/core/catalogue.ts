import { z } from "zod";

/** Every job, with its payload, and for scheduled ones the crontab line (UTC) and how far a missed run is made up. */
export const JOB_CATALOGUE = {
  relay_events: { payload: z.object({ ids: z.array(z.uuid()) }) },
  process_inbox: { payload: z.object({ inbox_id: z.uuid() }) },
  run_import: { payload: z.object({ import_id: z.uuid() }) },
  pull_window: { payload: z.object({ window_id: z.uuid() }) },
  reconcile_shop: { payload: z.object({ reconciliation_id: z.uuid() }) },
  plan_pulls: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  /** 03:40 in Shanghai, when the shops are quiet. */
  plan_reconciliations: { payload: z.object({}), cron: "40 19 * * *", backfill: "1d" },
  elapse_buffers: { payload: z.object({}), cron: "* * * * *", backfill: "1h" },
  sweep_outbox: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  seal_audit: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  detect_stuck_orders: { payload: z.object({}), cron: "*/5 * * * *", backfill: "1h" },
  expire_requests: { payload: z.object({}), cron: "* * * * *", backfill: "1h" },
  send_webhooks: { payload: z.object({ endpoint_id: z.uuid() }) },
  sweep_webhooks: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  send_write_backs: { payload: z.object({ shop_id: z.uuid() }) },
  sweep_write_backs: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  evaluate_alerts: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  send_notifications: { payload: z.object({}), cron: "* * * * *", backfill: "0s" },
  prune_traces: { payload: z.object({}), cron: "17 19 * * *", backfill: "2d" },
} as const satisfies Record<string, { payload: z.ZodType; cron?: string; backfill?: string }>;

export type JobName = keyof typeof JOB_CATALOGUE;
export type JobPayload<N extends JobName> = z.infer<(typeof JOB_CATALOGUE)[N]["payload"]>;
