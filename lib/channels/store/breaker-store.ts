import { and, eq, gt, inArray, lte, ne, or } from "drizzle-orm";
import { shops } from "@/db/schema/channels";
import type { Executor } from "@/db/transaction";
import { type BreakerState, breakerMachine } from "../core/breaker-state";

export type BreakerRow = { state: BreakerState; failures: number; retryAt: Date | null };

export async function findOptionalBreaker(executor: Executor, shopId: string): Promise<BreakerRow | null> {
  const [row] = await executor
    .select({ state: shops.breakerState, failures: shops.breakerFailures, retryAt: shops.breakerRetryAt })
    .from(shops)
    .where(eq(shops.id, shopId));
  return row ?? null;
}

/** One of many becomes the probe: false for all who come after it, until its lease is over. */
export async function takeProbe(executor: Executor, input: { shopId: string; now: Date; leaseUntil: Date }): Promise<boolean> {
  const taken = await executor
    .update(shops)
    .set({ breakerState: breakerMachine.actions.probe.to, breakerRetryAt: input.leaseUntil })
    .where(and(eq(shops.id, input.shopId), ne(shops.breakerState, "closed"), lte(shops.breakerRetryAt, input.now)))
    .returning({ id: shops.id });
  return taken.length > 0;
}

/** Nothing is written where nothing was wrong, which is nearly always. */
export async function healBreaker(executor: Executor, shopId: string): Promise<void> {
  await executor
    .update(shops)
    .set({ breakerState: "closed", breakerFailures: 0, breakerRetryAt: null, breakerReason: "" })
    .where(and(eq(shops.id, shopId), or(ne(shops.breakerState, "closed"), gt(shops.breakerFailures, 0))));
}

/** Compare-and-set on the count: false when somebody else counted meanwhile. */
export async function countFailure(
  executor: Executor,
  input: { shopId: string; seen: BreakerRow; trip: { retryAt: Date; reason: string } | null },
): Promise<boolean> {
  const { shopId, seen, trip } = input;
  const opened = trip ? { breakerState: breakerMachine.actions.trip.to, breakerRetryAt: trip.retryAt, breakerReason: trip.reason } : {};
  const counted = await executor
    .update(shops)
    .set({ breakerFailures: seen.failures + 1, ...opened })
    .where(
      and(
        eq(shops.id, shopId),
        eq(shops.breakerFailures, seen.failures),
        inArray(shops.breakerState, [...breakerMachine.actions.trip.from]),
        eq(shops.breakerState, seen.state),
      ),
    )
    .returning({ id: shops.id });
  return counted.length > 0;
}
