import type { Executor } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { breakerPauseMs, TRIPS_AFTER } from "../core/breaker-policy";
import { breakerMachine } from "../core/breaker-state";
import type { CallFailure } from "../core/channel-adapter";
import { countFailure, findOptionalBreaker, healBreaker } from "../store/breaker-store";
import { noteShopError } from "../store/shop-store";

/** Callers that count at the same moment see each other's count and try again. */
const TRIES = 5;

/**
 * Step: how a call to a shop's platform ended. Only `retryable` failures speak against the platform; any other answer,
 * also a refusal or a throttle, shows that somebody is there and closes the circuit.
 */
export async function tellBreaker(executor: Executor, ctx: Ctx, input: { shopId: string; outcome: { ok: true } | CallFailure }): Promise<void> {
  const { shopId, outcome } = input;
  const now = ctx.clock.now();
  if (!outcome.ok) await noteShopError(executor, shopId, { reason: outcome.reason, at: now });
  if (outcome.ok || outcome.kind !== "retryable") return healBreaker(executor, shopId);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const seen = await findOptionalBreaker(executor, shopId);
    if (!seen || !breakerMachine.actions.trip.from.includes(seen.state)) return;
    const failures = seen.failures + 1;
    const trips = seen.state === "half_open" || failures >= TRIPS_AFTER;
    const trip = trips ? { retryAt: new Date(now.getTime() + breakerPauseMs(failures)), reason: outcome.reason } : null;
    if (await countFailure(executor, { shopId, seen, trip })) return;
  }
}
