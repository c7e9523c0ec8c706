import type { FeedReading, FeedSide, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { tmcSign } from "./signature";
import { decodeTmcFrame, encodeTmcFrame, KIND_FIELD, TMC_KINDS, TMC_TYPES, type TmcFrame } from "./tmc-frame";

const FIXED_ADDRESS = "ws://mc.api.taobao.com/";
const DEFAULT_GROUP = "default";
/** Messages are pushed; asking for them brings back those that were not confirmed. Taobao's own clients ask every 5 to 30 s. */
const PULL_EVERY_MS = 15_000;
const SDK = "tongdan";

/** TMC (消息服务): binary frames, one connection per consumer group, each message confirmed by its id. */
export const taobaoFeed: FeedSide = {
  address: ({ shop }) => shop.feedUrl || FIXED_ADDRESS,
  greet: ({ shop, now }) => [connectFrame(shop, now)],
  read: ({ shop, frame, session }) => {
    const read = typeof frame === "string" ? null : decodeTmcFrame(frame);
    return read ? meaningOf(read, shop, session ?? "") : { kind: "unreadable", reason: `A frame of ${frame.length} bytes is not one of TMC's.` };
  },
  heartbeat: { everyMs: PULL_EVERY_MS, frame: ({ session }) => pullFrame(session ?? "") },
};

function connectFrame(shop: ShopAccess, now: Date): Uint8Array {
  const groupName = shop.credentials.tmc_group || DEFAULT_GROUP;
  const timestamp = String(now.getTime());
  const sign = tmcSign({ appKey: shop.appKey, appSecret: shop.appSecret, groupName, timestamp });
  return encodeTmcFrame({ type: TMC_TYPES.connect, content: { app_key: shop.appKey, group_name: groupName, timestamp, sign, sdk: SDK } });
}

function pullFrame(token: string): Uint8Array {
  return encodeTmcFrame({ type: TMC_TYPES.send, token, content: { [KIND_FIELD]: TMC_KINDS.pullRequest } });
}

function meaningOf(frame: TmcFrame, shop: ShopAccess, token: string): FeedReading {
  if (frame.statusCode) return closed(frame);
  if (frame.type === TMC_TYPES.connectAck) {
    const fresh = frame.token ?? "";
    return { kind: "messages", messages: [], replies: [pullFrame(fresh)], session: fresh };
  }
  if (frame.type !== TMC_TYPES.send) return nothing();
  const kind = Number(frame.content[KIND_FIELD] ?? TMC_KINDS.none);
  if (kind === TMC_KINDS.failed) return closed(frame);
  return kind === TMC_KINDS.data ? message(frame, shop, token) : nothing();
}

function message({ content }: TmcFrame, shop: ShopAccess, token: string): FeedReading {
  const id = content.id;
  if (typeof id !== "bigint" && typeof id !== "number") return { kind: "unreadable", reason: "A TMC message has no id." };
  // A consumer group may serve several shops: a message of another one is left to that shop's connection.
  const seller = String(content.userid ?? "");
  if (shop.platformShopId !== "" && seller !== "" && seller !== shop.platformShopId) return nothing();
  const ack = encodeTmcFrame({ type: TMC_TYPES.send, token, content: { [KIND_FIELD]: TMC_KINDS.confirm, id } });
  const topic = String(content.topic ?? "");
  const payload = { topic, content: String(content.content ?? "") };
  return { kind: "messages", messages: [{ dedupeKey: `tmc:${id}`, topic: `taobao.${topic}`, payload, ack }], replies: [] };
}

function nothing(): FeedReading {
  return { kind: "messages", messages: [], replies: [] };
}

/** A refused signature or key needs a person; everything else heals by connecting again. */
function closed({ statusCode, statusPhrase, content }: TmcFrame): FeedReading {
  const said = [statusCode, statusPhrase ?? content.content].filter((part) => part !== undefined).join(" ");
  const isSetup = /sign|app.?key|group|permission|签名|权限/i.test(said);
  return { kind: "closed", reason: `TMC refused: ${said || "no reason given"}.`, failure: isSetup ? "shop_setup" : "retryable" };
}
