import { createHash } from "node:crypto";
import type { PushMessage, PushReading, PushRequest } from "@/lib/channels/core/channel-adapter";
import { MESSAGE_TAKEN, readMessagePush } from "@/lib/channels/wechat/read-message-push";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { combinedSchema, eventSchema, type Kept, noticeSchema, refundSchema, transactionSchema } from "./payloads";
import { platformKeys } from "./platform-keys";
import { noticeFault, openResource } from "./signature";

const DIGEST_LENGTH = 16;

/** Pay notices and the mini-program's message push come to one address; only a notice has Wechatpay-… headers. */
export function readPush(request: PushRequest): PushReading {
  if (request.method === "POST" && request.headers["wechatpay-signature"] !== undefined) return readNotice(request);
  const reading = readMessagePush(request);
  if (reading.kind !== "event") return reading;
  return { kind: "messages", messages: [eventMessage(reading.event)], tests: 0, acknowledgement: MESSAGE_TAKEN };
}

/**
 * A resource that the shop's APIv3 key does not open is refused rather than kept: WeChat Pay tells it again for a day,
 * and by then the key can be put right.
 */
function readNotice({ shop, headers, rawBody, now }: PushRequest): PushReading {
  const fault = noticeFault({ headers, rawBody, keys: platformKeys(shop.credentials.platform_keys ?? ""), now });
  if (fault !== null) return { kind: "refused", reason: fault };
  const notice = noticeSchema.safeParse(jsonOf(new TextDecoder().decode(rawBody)));
  if (!notice.success) return { kind: "unreadable", reason: "The body is not a notice with event_type and resource." };
  const { resource, event_type, create_time } = notice.data;
  let opened: unknown;
  try {
    const { nonce, ciphertext, associated_data: associatedData } = resource;
    opened = jsonOf(openResource({ apiV3Key: shop.credentials.api_v3_key ?? "", nonce, associatedData, ciphertext }));
  } catch {
    return { kind: "refused", reason: "the shop's APIv3 key does not open the notice" };
  }
  if (!isObject(opened)) return { kind: "unreadable", reason: "The opened notice is not JSON." };
  const combined = event_type.startsWith("TRANSACTION.") ? combinedSchema.safeParse(opened) : undefined;
  const resources = combined?.success ? combined.data.sub_orders : [opened];
  return { kind: "messages", messages: resources.map((one) => noticeMessage({ event_type, create_time, resource: one })), tests: 0 };
}

/** The notice's own id differs when it is told again: the payment or refund and its state make it the same. */
function noticeMessage(notice: Omit<Extract<Kept, { kind: "notice" }>, "kind">): PushMessage {
  const payment = transactionSchema.safeParse(notice.resource).data;
  const refund = refundSchema.safeParse(notice.resource).data;
  const subject = refund ? `${refund.refund_id}:${refund.refund_status}` : (payment?.transaction_id ?? "");
  const payload: Kept = { kind: "notice", ...notice };
  const name = subject === "" ? digestOf(notice.resource) : subject;
  return { dedupeKey: `${notice.event_type}:${payment?.out_trade_no ?? ""}:${name}`, topic: `wechat_pay.${notice.event_type}`, payload };
}

function eventMessage(event: Record<string, unknown>): PushMessage {
  const known = eventSchema.safeParse(event).data;
  const payload: Kept = { kind: "event", event };
  const topic = `wechat_pay.${known?.Event || "message"}`;
  return { dedupeKey: `${topic}:${known?.merchant_trade_no ?? ""}:${known?.CreateTime ?? ""}:${digestOf(event)}`, topic, payload };
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, DIGEST_LENGTH);
}

function jsonOf(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
