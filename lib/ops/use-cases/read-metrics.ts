import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { type Metric, prometheusText } from "../core/prometheus";
import { countInboxByState, countOrdersByStatus, countRunsByState, readBacklog } from "../store/metrics-store";

/** Prometheus text: orders, inbox, outbox, jobs, audit and this process. */
export async function readMetrics(ctx: Ctx): Promise<string> {
  requirePermission(ctx, "metrics.read");
  const [orders, inbox, runs, backlog] = await Promise.all([
    countOrdersByStatus(reader()),
    countInboxByState(reader()),
    countRunsByState(reader()),
    readBacklog(reader()),
  ]);
  const memory = process.memoryUsage();
  return prometheusText([
    byLabel("tongdan_orders", "Orders by lifecycle status.", "status", orders),
    byLabel("tongdan_inbox_unsettled", "Pushes kept and not processed, by state.", "state", inbox),
    byLabel("tongdan_job_runs_last_hour", "Ledgered job runs of the last hour, by state.", "state", runs),
    gauge("tongdan_outbox_pending", "Events waiting for the relay.", backlog.outbox_pending),
    gauge("tongdan_outbox_dead", "Events that failed for good and need a person.", backlog.outbox_dead),
    gauge("tongdan_outbox_oldest_seconds", "Age of the oldest waiting event.", backlog.outbox_oldest_seconds),
    gauge("tongdan_jobs_waiting", "Jobs whose time has come and that no worker holds.", backlog.jobs_waiting),
    gauge("tongdan_audit_unsealed", "Audit entries not chained yet.", backlog.audit_unsealed),
    gauge("process_resident_memory_bytes", "Resident memory of the web process.", memory.rss),
    gauge("process_uptime_seconds", "Seconds since the web process started.", process.uptime()),
  ]);
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: "gauge", samples: [{ value }] };
}

function byLabel(name: string, help: string, label: string, rows: { label: string; n: number }[]): Metric {
  return { name, help, type: "gauge", samples: rows.map((row) => ({ labels: { [label]: row.label }, value: row.n })) };
}
