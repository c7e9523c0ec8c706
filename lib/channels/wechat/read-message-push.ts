import type { PushReading, PushRequest, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { isMessageSignature, openMessage } from "./message-crypto";
import { readXml } from "./read-xml";

/** What the connect form asks for where a shop gets message pushes. */
export const MESSAGE_CREDENTIALS = [
  { name: "message_token", required: true, secret: true },
  { name: "encoding_aes_key", required: true, secret: true },
] as const;

/** Anything but these seven letters makes WeChat send the message again. */
export const MESSAGE_TAKEN: WebhookAnswer = { status: 200, contentType: "text/plain; charset=utf-8", body: "success" };

export type MessageReading = { kind: "event"; event: Record<string, unknown> } | Exclude<PushReading, { kind: "messages" }>;

/**
 * A call of WeChat's message push, opened. Only safe mode is taken: in plain mode the signature says nothing about the
 * body. A GET is the question whether the address is ours, answered with its own words.
 */
export function readMessagePush(request: PushRequest): MessageReading {
  const { message_token: token = "", encoding_aes_key: aesKey = "" } = request.shop.credentials;
  if (token === "" || aesKey === "") return { kind: "refused", reason: "the shop has no message token or EncodingAESKey" };
  if (request.method === "GET") return answerHandshake(request, { token, aesKey });
  const { timestamp = "", nonce = "", msg_signature: signature = "" } = request.query;
  if (signature === "") return { kind: "refused", reason: "msg_signature is missing: the message push must be in safe mode" };
  const encrypted = encryptedOf(new TextDecoder().decode(request.rawBody));
  if (encrypted === null) return { kind: "refused", reason: "the body holds no Encrypt: the message push must be in safe mode" };
  if (!isMessageSignature([token, timestamp, nonce, encrypted], signature))
    return { kind: "refused", reason: "msg_signature does not match the body" };
  const opened = open(aesKey, encrypted);
  if (opened === null) return { kind: "refused", reason: "the EncodingAESKey does not open the message" };
  if (opened.appId !== request.shop.appKey) return { kind: "refused", reason: "the message is for another appid" };
  const event = objectOf(opened.message);
  return event ? { kind: "event", event } : { kind: "unreadable", reason: "The message is neither JSON nor XML." };
}

function answerHandshake(request: PushRequest, secrets: { token: string; aesKey: string }): MessageReading {
  const { signature = "", msg_signature: sealedSignature = "", timestamp = "", nonce = "", echostr = "" } = request.query;
  const answer = (body: string): MessageReading => ({ kind: "answer", answer: { status: 200, contentType: "text/plain; charset=utf-8", body } });
  if (sealedSignature !== "") {
    if (!isMessageSignature([secrets.token, timestamp, nonce, echostr], sealedSignature))
      return { kind: "refused", reason: "msg_signature does not match echostr" };
    const opened = open(secrets.aesKey, echostr);
    return opened ? answer(opened.message) : { kind: "refused", reason: "the EncodingAESKey does not open echostr" };
  }
  if (!isMessageSignature([secrets.token, timestamp, nonce], signature)) return { kind: "refused", reason: "signature does not match the token" };
  return answer(echostr);
}

function open(aesKey: string, encrypted: string): { message: string; appId: string } | null {
  try {
    return openMessage({ aesKey, encrypted });
  } catch {
    return null;
  }
}

/** Looked for before anything is proven, so with a pattern that cannot be made to search for long. */
const ENCRYPT_IN_XML = /<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)/;

function encryptedOf(body: string): string | null {
  if (body.trimStart().startsWith("<")) return ENCRYPT_IN_XML.exec(body)?.[1] ?? null;
  const encrypted = objectOf(body)?.Encrypt;
  return typeof encrypted === "string" && encrypted !== "" ? encrypted : null;
}

/** JSON or `<xml>…</xml>`, as the merchant chose on WeChat's side. */
function objectOf(text: string): Record<string, unknown> | null {
  if (text.trimStart().startsWith("<")) {
    const xml = readXml(text)?.xml;
    return isObject(xml) ? xml : null;
  }
  try {
    const json = parseLosslessJson(text);
    return isObject(json) ? json : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
