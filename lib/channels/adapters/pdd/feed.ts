import type { FeedFrame, FeedReading, FeedSide, PushMeaning, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { contentSchema, frameSchema, keptMessageSchema, type PddMessage } from "./payloads";
import { pmcSign } from "./signature";

const ADDRESS = "wss://message-api.pinduoduo.com";
/** As the platform's own client does; after three minutes of silence the connection is closed. */
const HEARTBEAT_MS = 10_000;

/** The message centre (PMC): one connection per application, JSON frames, what is not acknowledged comes again for seven days. */
export const pddFeed: FeedSide = {
  address: ({ shop, now }) => {
    const ms = String(now.getTime());
    const sign = pmcSign({ clientId: shop.appKey, ms, secret: shop.appSecret });
    return `${(shop.feedUrl || ADDRESS).replace(/\/$/, "")}/message/${encodeURIComponent(shop.appKey)}/${ms}/${sign}`;
  },
  greet: () => [],
  read,
  heartbeat: { everyMs: HEARTBEAT_MS, frame: ({ now }) => JSON.stringify({ commandType: "HeartBeat", time: now.getTime() }) },
};

const NOTHING: FeedReading = { kind: "messages", messages: [], replies: [] };

function read(input: { shop: ShopAccess; frame: FeedFrame; now: Date }): FeedReading {
  const { shop, now } = input;
  const frame = frameSchema.safeParse(parsed(input.frame));
  if (!frame.success) return { kind: "unreadable", reason: "The frame is not one of the message centre." };
  const { commandType, message } = frame.data;
  if (commandType === "HeartBeat" || commandType === "Ack") return NOTHING;
  if (commandType !== "Common" || !message) return { kind: "unreadable", reason: `A frame of type ${commandType} without a message.` };
  // An application serves many shops: another's message is left for its own connection, unacknowledged.
  if (shop.platformShopId !== "" && message.mallID !== shop.platformShopId) return NOTHING;
  const content = typeof message.content === "string" ? message.content : JSON.stringify(message.content ?? null);
  const kept = { type: message.type, mallID: message.mallID, content };
  const ack = ackOf({ ...frame.data, type: message.type, mallID: message.mallID, now });
  return { kind: "messages", messages: [{ dedupeKey: dedupeKey(kept, frame.data.sendTime), topic: message.type, payload: kept, ack }], replies: [] };
}

function parsed(frame: FeedFrame): unknown {
  try {
    return parseLosslessJson(typeof frame === "string" ? frame : new TextDecoder().decode(frame));
  } catch {
    return undefined;
  }
}

/** What the platform repeats until it is acknowledged; where it tells no `modified`, the time of sending stands in. */
function dedupeKey({ type, mallID, content }: PddMessage, sendTime: string | number | null | undefined): string {
  const named = contentSchema.safeParse(parsed(content)).data;
  const about = named ? named.refund_id || named.tid : "";
  return `${mallID}:${type}:${about}:${named?.modified || String(sendTime ?? "")}`;
}

type Acknowledged = { id?: string | number | null; sendTime?: string | number | null; type: string; mallID: string; now: Date };

/** Ids may be longer than a double holds: they go back as the bare digits they came as. */
function ackOf({ id, sendTime, type, mallID, now }: Acknowledged): string {
  const fields = [
    `"id":${bare(id)}`,
    '"commandType":"Ack"',
    `"time":${now.getTime()}`,
    `"sendTime":${bare(sendTime)}`,
    `"type":${JSON.stringify(type)}`,
    `"mallID":${bare(mallID)}`,
  ];
  return `{${fields.join(",")}}`;
}

function bare(value: string | number | null | undefined): string {
  return /^\d+$/.test(String(value)) ? String(value) : JSON.stringify(value ?? null);
}

/** Trade and refund messages say which order to look at again; goods and the rest are not about orders. */
export function interpret(payload: unknown): PushMeaning {
  const kept = keptMessageSchema.safeParse(payload);
  if (!kept.success) return { kind: "unreadable", reason: "The kept message has no type and content." };
  const { type, content } = kept.data;
  if (!/^pdd_(trade|refund)_/.test(type)) return { kind: "ignored", reason: `${type} is not about an order` };
  const named = contentSchema.safeParse(parsed(content));
  if (!named.success) return { kind: "unreadable", reason: `The content of ${type} is not a JSON object.` };
  if (named.data.tid === "") return { kind: "unreadable", reason: `The content of ${type} names no order (tid).` };
  return { kind: "order_changed", externalId: named.data.tid };
}
