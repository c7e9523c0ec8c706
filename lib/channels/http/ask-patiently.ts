import type { CallFailure } from "../core/channel-adapter";

/** Tries in one go; what still fails is left to the retry of its window. */
const TRIES = 3;
const FIRST_PAUSE_MS = 250;
/** A throttle that lasts longer is waited out by the window, not by its worker. */
const LONGEST_WAIT_MS = 5_000;

/** When each shop may be called next, in this process: one shop's pulls run in one process at a time. */
const nextCallAt = new Map<string, number>();

/** Waits until the platform's rate allows one more call of this shop. */
export async function paceCall(shopId: string, callsPerSecond: number): Promise<void> {
  const now = performance.now();
  const at = Math.max(now, nextCallAt.get(shopId) ?? 0);
  nextCallAt.set(shopId, at + 1_000 / callsPerSecond);
  if (at > now) await sleep(at - now);
}

/** One question to a platform, within its rate, asked again after a short pause when the wire or a brief throttle was in the way. */
export async function askPatiently<T extends { ok: boolean }>(
  input: { shopId: string; callsPerSecond: number },
  ask: () => Promise<T | CallFailure>,
): Promise<T | CallFailure> {
  for (let attempt = 1; ; attempt++) {
    await paceCall(input.shopId, input.callsPerSecond);
    const answer = await ask();
    const pause = isFailure(answer) ? pauseOf(answer, attempt) : null;
    if (pause === null || attempt === TRIES) return answer;
    await sleep(pause);
  }
}

function isFailure(answer: { ok: boolean }): answer is CallFailure {
  return !answer.ok;
}

/** Null where asking again at once cannot help. */
function pauseOf(failure: CallFailure, attempt: number): number | null {
  if (failure.kind === "retryable") return FIRST_PAUSE_MS * 2 ** (attempt - 1);
  if (failure.kind === "throttled" && failure.retryAfterMs !== undefined && failure.retryAfterMs <= LONGEST_WAIT_MS) return failure.retryAfterMs;
  return null;
}

function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
