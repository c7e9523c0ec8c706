import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { pmcSign } from "@/lib/channels/adapters/pdd/signature";
import type { SandboxFaults } from "../core/faults";
import { messagesThatLeave } from "../core/message-faults";

/** What happened at a shop, as the message centre words it: `content` holds tid, and refund_id where it is a refund. */
export type PddFeedMessage = { mallId: string; type: string; content: Record<string, unknown> };

export type PddFeedServer = {
  /** Sends what the faults let through, to the application's connection or as soon as there is one. */
  tell(messages: readonly PddFeedMessage[]): void;
  /** Messages not acknowledged yet: sent again on every new connection, and by `repeat`. */
  unacknowledged(): number;
  repeat(): void;
  /** Breaks every connection, as networks do. */
  drop(): void;
  close(): Promise<void>;
};

type FeedApp = { clientId: string; clientSecret: string; mallId: string };
type Waiting = { id: number; sendTime: number; message: PddFeedMessage };

const CLOCK_TOLERANCE_MS = 10 * 60_000;
/** Beyond a double: a client that rounds ids acknowledges nothing. */
const FIRST_ID = 9_007_199_254_740_993n;
const ADDRESS = /^\/message\/([^/]+)\/(\d+)\/([^/]+)$/;
const ackSchema = z.object({ commandType: z.literal("Ack"), type: z.string(), mallID: z.number() });

/** The message centre on an HTTP server's port: signed addresses, Common, HeartBeat and Ack frames, redelivery. */
export function openPddFeed(input: { server: Server; apps: readonly FeedApp[]; faults: SandboxFaults; random: () => number }): PddFeedServer {
  const { server, apps, faults, random } = input;
  const sockets = new WebSocketServer({ noServer: true });
  const connections = new Map<string, WebSocket>();
  const waiting = new Map<string, Waiting>();
  let told = 0;

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const app = knownCaller(apps, request.url ?? "", Date.now() + faults.clockSkewMs);
    if (!app) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) => welcome(app, connection));
  };
  server.on("upgrade", onUpgrade);

  function welcome(app: FeedApp, connection: WebSocket): void {
    connections.set(app.clientId, connection);
    connection.on("message", (data) => hear(connection, String(data)));
    connection.on("close", () => connections.get(app.clientId) === connection && connections.delete(app.clientId));
    for (const one of waiting.values()) if (one.message.mallId === app.mallId) connection.send(frameOf(one));
  }

  function hear(connection: WebSocket, text: string): void {
    if (text.includes('"HeartBeat"')) connection.send(JSON.stringify({ id: 0, commandType: "HeartBeat", time: Date.now() + faults.clockSkewMs }));
    // The id is compared as the digits it came as.
    const id = /"id":(\d+)/.exec(text)?.[1];
    if (id !== undefined && ackSchema.safeParse(JSON.parse(text)).success) waiting.delete(id);
  }

  function send(one: Waiting): void {
    const app = apps.find(({ mallId }) => mallId === one.message.mallId);
    connections.get(app?.clientId ?? "")?.send(frameOf(one));
  }

  return {
    tell(messages) {
      const round = messages.map((message): Waiting => ({ id: told++, sendTime: Date.now() + faults.clockSkewMs, message }));
      for (const one of messagesThatLeave({ messages: round, faults, random })) {
        waiting.set(idOf(one), one);
        send(one);
      }
    },
    unacknowledged: () => waiting.size,
    repeat: () => waiting.forEach(send),
    drop: () => {
      for (const connection of connections.values()) connection.terminate();
    },
    async close() {
      server.off("upgrade", onUpgrade);
      for (const connection of sockets.clients) connection.terminate();
      await new Promise<void>((closed) => sockets.close(() => closed()));
    },
  };
}

function knownCaller(apps: readonly FeedApp[], path: string, now: number): FeedApp | undefined {
  const [, clientId, ms, sign] = ADDRESS.exec(path) ?? [];
  const app = apps.find((one) => one.clientId === clientId);
  if (!app || !ms || Math.abs(now - Number(ms)) > CLOCK_TOLERANCE_MS) return undefined;
  return pmcSign({ clientId: app.clientId, ms, secret: app.clientSecret }) === sign ? app : undefined;
}

function idOf({ id }: Waiting): string {
  return String(FIRST_ID + BigInt(id));
}

function frameOf(waiting: Waiting): string {
  const { mallId, type, content } = waiting.message;
  const message = `{"type":${JSON.stringify(type)},"mallID":${mallId},"content":${JSON.stringify(JSON.stringify(content))}}`;
  return `{"id":${idOf(waiting)},"commandType":"Common","sendTime":${waiting.sendTime},"message":${message}}`;
}
