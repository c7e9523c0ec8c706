import type { Executor } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { PROBE_LEASE_MS } from "../core/breaker-policy";
import { findOptionalBreaker, takeProbe } from "../store/breaker-store";

export type BreakerAnswer = { allowed: true } | { allowed: false; retryAt: Date };

/**
 * Step: may this shop's platform be called now? While the circuit is open nobody may until `retryAt`; then one caller
 * gets through to try, and whoever asks must say with `tellBreaker` how the call ended.
 */
export async function askBreaker(executor: Executor, ctx: Ctx, input: { shopId: string }): Promise<BreakerAnswer> {
  const now = ctx.clock.now();
  const breaker = await findOptionalBreaker(executor, input.shopId);
  if (!breaker || breaker.state === "closed") return { allowed: true };
  const leaseUntil = new Date(now.getTime() + PROBE_LEASE_MS);
  if (await takeProbe(executor, { shopId: input.shopId, now, leaseUntil })) return { allowed: true };
  const retryAt = breaker.retryAt && breaker.retryAt > now ? breaker.retryAt : leaseUntil;
  return { allowed: false, retryAt };
}
