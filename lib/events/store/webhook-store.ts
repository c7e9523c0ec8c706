import { and, asc, desc, eq, gte, inArray, lt, lte, or, sql } from "drizzle-orm";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/events";
import type { Executor, Tx } from "@/db/transaction";
import type { DeliveryState } from "../core/delivery-state";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

export function listEndpointRows(executor: Executor): Promise<EndpointRow[]> {
  return executor.select().from(webhookEndpoints).orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id));
}

export async function findOptionalEndpoint(executor: Executor, id: string): Promise<EndpointRow | null> {
  const [row] = await executor.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  return row ?? null;
}

export async function lockOptionalEndpoint(tx: Tx, id: string): Promise<EndpointRow | null> {
  const [row] = await tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)).for("update");
  return row ?? null;
}

export async function insertEndpoint(tx: Tx, row: typeof webhookEndpoints.$inferInsert): Promise<void> {
  await tx.insert(webhookEndpoints).values(row);
}

export async function updateEndpoint(tx: Tx, id: string, change: Partial<EndpointRow>): Promise<void> {
  await tx.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.id, id));
}

export async function deleteEndpoint(tx: Tx, id: string): Promise<void> {
  await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, id));
}

/** The ids of what is new: an event comes to an endpoint once. */
export async function insertDeliveries(tx: Tx, rows: (typeof webhookDeliveries.$inferInsert & { id: string })[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const saved = await tx.insert(webhookDeliveries).values(rows).onConflictDoNothing().returning({ id: webhookDeliveries.id });
  return saved.map(({ id }) => id);
}

/** Claims due deliveries of one endpoint for one sender: their next try moves past the longest attempt. */
export function claimDeliveries(executor: Executor, input: { endpointId: string; now: Date; until: Date; limit: number }): Promise<DeliveryRow[]> {
  const due = executor
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(eq(webhookDeliveries.endpointId, input.endpointId), eq(webhookDeliveries.state, "pending"), lte(webhookDeliveries.nextTryAt, input.now)),
    )
    .orderBy(asc(webhookDeliveries.occurredAt), asc(webhookDeliveries.id))
    .limit(input.limit)
    .for("update", { skipLocked: true });
  return executor
    .update(webhookDeliveries)
    .set({ attempts: sql`${webhookDeliveries.attempts} + 1`, nextTryAt: input.until })
    .where(inArray(webhookDeliveries.id, due))
    .returning();
}

export async function settleDelivery(executor: Executor, id: string, change: Partial<DeliveryRow>): Promise<void> {
  await executor
    .update(webhookDeliveries)
    .set(change)
    .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.state, "pending")));
}

/** Sends again what was delivered or given up; how many. */
export async function resetDeliveries(
  tx: Tx,
  input: { endpointId: string; states: readonly DeliveryState[]; id?: string; from?: Date; to?: Date; now: Date },
): Promise<number> {
  const done = await tx
    .update(webhookDeliveries)
    .set({ state: "pending", attempts: 0, nextTryAt: input.now, deliveredAt: null })
    .where(
      and(
        eq(webhookDeliveries.endpointId, input.endpointId),
        inArray(webhookDeliveries.state, [...input.states]),
        input.id ? eq(webhookDeliveries.id, input.id) : undefined,
        input.from ? gte(webhookDeliveries.occurredAt, input.from) : undefined,
        input.to ? lt(webhookDeliveries.occurredAt, input.to) : undefined,
      ),
    );
  return done.count;
}

/** Endpoints that have something to send now, rested ones only. */
export async function listDueEndpoints(executor: Executor, now: Date): Promise<string[]> {
  const rows = await executor
    .selectDistinct({ id: webhookDeliveries.endpointId })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(
      and(
        eq(webhookDeliveries.state, "pending"),
        lte(webhookDeliveries.nextTryAt, now),
        eq(webhookEndpoints.state, "active"),
        or(sql`${webhookEndpoints.retryAt} is null`, lte(webhookEndpoints.retryAt, now)),
      ),
    );
  return rows.map(({ id }) => id);
}

export function listDeliveryRows(
  executor: Executor,
  filter: { endpointId: string; state?: DeliveryState; before?: { createdAt: Date; id: string }; limit: number },
): Promise<DeliveryRow[]> {
  const { before } = filter;
  return executor
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.endpointId, filter.endpointId),
        filter.state ? eq(webhookDeliveries.state, filter.state) : undefined,
        before
          ? or(
              lt(webhookDeliveries.createdAt, before.createdAt),
              and(eq(webhookDeliveries.createdAt, before.createdAt), lt(webhookDeliveries.id, before.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(filter.limit);
}

export async function countDeliveries(executor: Executor): Promise<Map<string, { waiting: number; failed: number }>> {
  const rows = await executor
    .select({
      id: webhookDeliveries.endpointId,
      waiting: sql<number>`(count(*) filter (where ${webhookDeliveries.state} = 'pending'))::int`,
      failed: sql<number>`(count(*) filter (where ${webhookDeliveries.state} = 'failed'))::int`,
    })
    .from(webhookDeliveries)
    .where(sql`${webhookDeliveries.state} <> 'delivered'`)
    .groupBy(webhookDeliveries.endpointId);
  return new Map(rows.map(({ id, waiting, failed }) => [id, { waiting, failed }]));
}
