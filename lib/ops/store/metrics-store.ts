import { sql } from "drizzle-orm";
import type { Executor } from "@/db/transaction";

type Count = { label: string; n: number };

export function countOrdersByStatus(db: Executor): Promise<Count[]> {
  return db.execute<Count>(sql`select status as label, count(*)::int as n from orders group by status order by status`);
}

export function countInboxByState(db: Executor): Promise<Count[]> {
  return db.execute<Count>(sql`select state as label, count(*)::int as n from inbox where state <> 'processed' group by state order by state`);
}

export function countRunsByState(db: Executor): Promise<Count[]> {
  return db.execute<Count>(
    sql`select state as label, count(*)::int as n from job_runs where started_at > now() - interval '1 hour' group by state order by state`,
  );
}

export async function readBacklog(
  db: Executor,
): Promise<{ outbox_pending: number; outbox_dead: number; outbox_oldest_seconds: number; jobs_waiting: number; audit_unsealed: number }> {
  const [row] = await db.execute<{
    outbox_pending: number;
    outbox_dead: number;
    outbox_oldest_seconds: number;
    jobs_waiting: number;
    audit_unsealed: number;
  }>(sql`
    select (select count(*) from outbox_events where state = 'pending')::int as outbox_pending,
      (select count(*) from outbox_events where state = 'dead')::int as outbox_dead,
      (select coalesce(extract(epoch from now() - min(created_at)), 0) from outbox_events where state = 'pending')::float as outbox_oldest_seconds,
      (select count(*) from graphile_worker.jobs where locked_at is null and run_at <= now())::int as jobs_waiting,
      (select count(*) from audit_log where seq is null)::int as audit_unsealed`);
  return row ?? { outbox_pending: 0, outbox_dead: 0, outbox_oldest_seconds: 0, jobs_waiting: 0, audit_unsealed: 0 };
}
