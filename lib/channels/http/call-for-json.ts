import { parseLosslessJson } from "@/lib/shared/lossless-json";
import type { CallFailure } from "../core/channel-adapter";
import { callPlatform } from "./call-platform";

const NOT_FOUND = 404;

/** One call whose answer is JSON, ids kept whole. Half an answer heals by asking again; a page that says 404 is a wrong address. */
export async function callForJson(url: URL, init: RequestInit): Promise<{ ok: true; status: number; json: unknown } | CallFailure> {
  const answer = await callPlatform(url, init);
  if (!answer.ok) return answer;
  try {
    return { ok: true, status: answer.status, json: parseLosslessJson(answer.text) };
  } catch {
    const reason = `The platform answered HTTP ${answer.status} with ${answer.text.length} characters that are not JSON.`;
    return { ok: false, kind: answer.status === NOT_FOUND ? "shop_setup" : "retryable", reason };
  }
}
