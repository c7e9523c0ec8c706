import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { tmcSign } from "@/lib/channels/adapters/taobao/signature";
import { decodeTmcFrame, encodeTmcFrame, KIND_FIELD, TMC_KINDS, TMC_TYPES, type TmcFrame } from "@/lib/channels/adapters/taobao/tmc-frame";
import { toShanghai } from "@/lib/shared/clock";
import type { SandboxFaults } from "../core/faults";
import { messagesThatLeave } from "../core/message-faults";

/** What happened at a shop, as TMC words it: `content` is JSON text, its ids bare numbers. */
export type TaobaoFeedMessage = { appKey: string; topic: string; content: string };

export type TaobaoFeedServer = {
  /** Sends what the faults let through, to the application's connection or as soon as one asks. */
  tell(messages: readonly TaobaoFeedMessage[]): void;
  unconfirmed(): number;
  /** Connections that were let in. */
  connections(): number;
  /** Sends bytes that are no frame, to everybody; to how many. */
  shout(bytes: Uint8Array): number;
  /** Breaks every connection, as networks do. */
  drop(): void;
  close(): Promise<void>;
};

type FeedApp = { appKey: string; appSecret: string; sellerId: string };
type Waiting = { id: bigint; time: number; message: TaobaoFeedMessage; sentAt: number; sentTo: WebSocket | null };
type Connected = { app: FeedApp; token: string };

const CLOCK_TOLERANCE_MS = 10 * 60_000;
/** What was not confirmed is sent again when asked for after this long, or at once over another connection. */
const REDELIVER_AFTER_MS = 5 * 60_000;
/** Beyond a double: a client that rounds ids confirms nothing. */
const FIRST_ID = 9_007_199_254_740_993n;

/** TMC on an HTTP server's port: CONNECT with its signature, a token per connection, SEND, Confirm and redelivery. */
export function openTaobaoFeed(input: {
  server: Server;
  apps: readonly FeedApp[];
  faults: SandboxFaults;
  random: () => number;
  redeliverAfterMs?: number;
}): TaobaoFeedServer {
  const { server, apps, faults, random, redeliverAfterMs = REDELIVER_AFTER_MS } = input;
  const sockets = new WebSocketServer({ server });
  const connected = new Map<WebSocket, Connected>();
  const waiting = new Map<bigint, Waiting>();
  let told = 0n;
  let opened = 0;

  sockets.on("connection", (socket) => {
    socket.on("message", (data) => hear(socket, data as Buffer));
    socket.on("close", () => connected.delete(socket));
  });

  function hear(socket: WebSocket, bytes: Buffer): void {
    const frame = decodeTmcFrame(bytes);
    if (frame === null) socket.close(1003, "not a TMC frame");
    else if (frame.type === TMC_TYPES.connect) welcome(socket, frame);
    else obey(socket, frame);
  }

  function welcome(socket: WebSocket, frame: TmcFrame): void {
    const app = apps.find((one) => one.appKey === frame.content.app_key);
    const problem = app ? connectProblem(app, frame, Date.now() + faults.clockSkewMs) : "invalid app_key";
    if (!app || problem !== null) {
      refuse(socket, TMC_TYPES.connectAck, problem ?? "");
      return;
    }
    const token = `conn-${++opened}`;
    connected.set(socket, { app, token });
    socket.send(encodeTmcFrame({ type: TMC_TYPES.connectAck, token, content: {} }));
  }

  function obey(socket: WebSocket, { token, content }: TmcFrame): void {
    const client = connected.get(socket);
    if (!client || token !== client.token) refuse(socket, TMC_TYPES.sendAck, "token is not this connection's");
    else if (content[KIND_FIELD] === TMC_KINDS.confirm) waiting.delete(BigInt(content.id ?? -1));
    else if (content[KIND_FIELD] === TMC_KINDS.pullRequest) repeat(socket, client);
  }

  function refuse(socket: WebSocket, type: number, statusPhrase: string): void {
    socket.send(encodeTmcFrame({ type, statusCode: 401, statusPhrase, content: {} }), () => socket.close());
  }

  function repeat(socket: WebSocket, { app }: Connected): void {
    for (const one of waiting.values()) {
      const isDue = one.sentTo !== socket || Date.now() - one.sentAt >= redeliverAfterMs;
      if (one.message.appKey === app.appKey && isDue) send(one, socket);
    }
  }

  function send(one: Waiting, socket: WebSocket): void {
    const client = connected.get(socket);
    if (!client) return;
    one.sentTo = socket;
    one.sentAt = Date.now();
    socket.send(frameOf(one, client));
  }

  return {
    tell(messages) {
      const time = Date.now() + faults.clockSkewMs;
      const round = messages.map((message): Waiting => ({ id: FIRST_ID + told++, time, message, sentAt: 0, sentTo: null }));
      for (const one of messagesThatLeave({ messages: round, faults, random })) {
        waiting.set(one.id, one);
        const socket = [...connected].find(([, { app }]) => app.appKey === one.message.appKey)?.[0];
        if (socket) send(one, socket);
      }
    },
    unconfirmed: () => waiting.size,
    connections: () => connected.size,
    shout(bytes) {
      for (const socket of connected.keys()) socket.send(bytes);
      return connected.size;
    },
    drop: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise<void>((closed) => sockets.close(() => closed()));
    },
  };
}

function connectProblem(app: FeedApp, { content }: TmcFrame, now: number): string | null {
  const timestamp = String(content.timestamp);
  const sign = tmcSign({ appKey: app.appKey, appSecret: app.appSecret, groupName: String(content.group_name), timestamp });
  if (content.sign !== sign) return "invalid sign";
  return Math.abs(now - Number(timestamp)) <= CLOCK_TOLERANCE_MS ? null : "timestamp is too far away";
}

function frameOf({ id, time, message }: Waiting, { app, token }: Connected): Uint8Array {
  const content = {
    [KIND_FIELD]: TMC_KINDS.data,
    id,
    topic: message.topic,
    content: message.content,
    userid: BigInt(app.sellerId),
    time: toShanghai(new Date(time)),
  };
  return encodeTmcFrame({ type: TMC_TYPES.send, token, content });
}
