import type { CallFailure } from "../core/channel-adapter";

/** A platform that has not answered by then is asked again later. */
const TIMEOUT_MS = 8_000;
/** No answer of a platform is longer; a runaway one must not fill the memory. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

export type PlatformAnswer = { ok: true; status: number; text: string };

/**
 * One HTTP call to a platform, as every adapter makes it. Never throws. 429 is `throttled` with the pause the platform
 * asks for, 5xx and a broken connection are `retryable`; every other answer is the adapter's to read.
 */
export async function callPlatform(url: URL, init: RequestInit): Promise<PlatformAnswer | CallFailure> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" });
    const body = Buffer.from(await response.arrayBuffer());
    if (body.byteLength > MAX_ANSWER_BYTES) return { ok: false, kind: "refused", reason: `The platform answered ${body.byteLength} bytes.` };
    if (response.status === 429) {
      return { ok: false, kind: "throttled", reason: "The platform answered HTTP 429.", ...pause(response.headers.get("retry-after")) };
    }
    if (response.status >= 500) return { ok: false, kind: "retryable", reason: `The platform answered HTTP ${response.status}.` };
    return { ok: true, status: response.status, text: body.toString("utf8") };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    return {
      ok: false,
      kind: "retryable",
      reason: `The platform could not be reached (${error instanceof Error ? error.message : String(error)}${cause}).`,
    };
  }
}

function pause(retryAfter: string | null): { retryAfterMs?: number } {
  const seconds = Number(retryAfter);
  return retryAfter !== null && Number.isFinite(seconds) ? { retryAfterMs: Math.min(Math.max(seconds, 0), 3_600) * 1000 } : {};
}
