import { createHmac } from "node:crypto";
import { z } from "zod";
import type { SendResult } from "./send-result";

const TIMEOUT_MS = 8_000;
/** Group robots answer HTTP 200 also when they refuse: only errcode counts. */
const answerSchema = z.object({ errcode: z.number(), errmsg: z.string().default("") });
/** WeCom 45009 and DingTalk 130101: too many messages. */
const THROTTLED: readonly number[] = [45_009, 130_101];

/** One text to a WeCom (企业微信) group robot. Never throws. */
export function sendToWecomRobot(input: { url: string; text: string }): Promise<SendResult> {
  return post(new URL(input.url), { msgtype: "text", text: { content: input.text } });
}

/** One text to a DingTalk (钉钉) group robot, signed where it has a secret. */
export function sendToDingtalkRobot(input: { url: string; secret: string; text: string; now: Date }): Promise<SendResult> {
  const url = new URL(input.url);
  if (input.secret !== "") {
    const timestamp = String(input.now.getTime());
    url.searchParams.set("timestamp", timestamp);
    url.searchParams.set("sign", dingtalkSign({ secret: input.secret, timestamp }));
  }
  return post(url, { msgtype: "text", text: { content: input.text } });
}

/** base64(HMAC-SHA256(secret, timestamp + "\n" + secret)); `timestamp` in milliseconds, good for an hour. */
export function dingtalkSign({ secret, timestamp }: { secret: string; timestamp: string }): string {
  return createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
}

async function post(url: URL, body: unknown): Promise<SendResult> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    if (response.status !== 200) return { ok: false, kind: "retryable", reason: `The robot answered HTTP ${response.status}.` };
    const answer = answerSchema.safeParse(await response.json());
    if (!answer.success) return { ok: false, kind: "retryable", reason: "The robot's answer has no errcode." };
    const { errcode, errmsg } = answer.data;
    if (errcode === 0) return { ok: true };
    return { ok: false, kind: THROTTLED.includes(errcode) ? "throttled" : "refused", reason: `The robot answered ${errcode} ${errmsg}`.trim() };
  } catch (error) {
    return { ok: false, kind: "retryable", reason: `The robot could not be reached: ${error instanceof Error ? error.message : String(error)}` };
  }
}
