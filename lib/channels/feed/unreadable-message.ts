import { createHash } from "node:crypto";
import type { PushMessage } from "../core/channel-adapter";

/** What came and cannot be read, to be kept all the same: it becomes a dead letter that a person can see. */
export function unreadableMessage(input: { reason: string; body: Uint8Array }): PushMessage {
  const digest = createHash("sha256").update(input.body).digest("hex");
  return { dedupeKey: `unreadable:${digest}`, topic: "unreadable", payload: { unreadable: input.reason, body: textOf(input.body) } };
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return `base64:${Buffer.from(body).toString("base64")}`;
  }
}
