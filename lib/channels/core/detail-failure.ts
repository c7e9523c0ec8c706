import { PUSH_ATTEMPT_LIMIT } from "@/lib/inbox/core/attempt-limit";
import type { Settlement } from "@/lib/inbox/core/push";
import type { DetailResult } from "./channel-adapter";
import { waitsForOrder, waitsForShop } from "./parked-for";

/** A detail that lags behind its push comes within minutes; after that only its order or a person wakes it. */
const NOT_FOUND_RETRIES = 6;
const NOT_FOUND_FIRST_PAUSE_MS = 15_000;

/** What a failed fetch means for the push: try the job again, or end it parked or dead. Pure. */
export function afterDetailFailure(input: {
  failure: Extract<DetailResult, { ok: false }>;
  shopId: string;
  externalId: string;
  attempts: number;
  now: Date;
}): { retry: true } | { retry: false; settlement: Settlement } {
  const { failure, shopId, externalId, attempts, now } = input;
  const { reason } = failure;
  switch (failure.kind) {
    case "retryable":
    case "throttled":
    case "token_expired":
      if (attempts < PUSH_ATTEMPT_LIMIT) return { retry: true };
      return { retry: false, settlement: { action: "refuse", reason: `${reason} Given up after ${attempts} attempts.` } };
    case "not_found": {
      return { retry: false, settlement: parkForOrder({ shopId, externalId, reason, attempts, now }) };
    }
    case "shop_setup":
      return { retry: false, settlement: { action: "park", reason, waitsFor: waitsForShop(shopId) } };
    case "refused":
      return { retry: false, settlement: { action: "refuse", reason } };
  }
}

/** What an order must be here for waits until it comes; it is looked for a few times too, in case its coming was just missed. */
export function parkForOrder(input: { shopId: string; externalId: string; reason: string; attempts: number; now: Date }): Settlement {
  const { shopId, externalId, reason, attempts, now } = input;
  const pause = NOT_FOUND_FIRST_PAUSE_MS * 2 ** (attempts - 1);
  const retryAt = attempts <= NOT_FOUND_RETRIES ? new Date(now.getTime() + pause) : undefined;
  return { action: "park", reason, waitsFor: waitsForOrder(shopId, externalId), retryAt };
}
