import { WebSocket } from "ws";
import type { FailureKind, FeedFrame } from "../core/channel-adapter";

const HANDSHAKE_MS = 10_000;
/** How long the other side may take to say goodbye. */
const CLOSE_MS = 1_000;
/** Far above any message of a platform; a runaway one must not fill the memory. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

export type FeedSocket = {
  /** Nothing once the connection has ended. */
  send(frame: FeedFrame): void;
  ping(): void;
  pause(): void;
  resume(): void;
  close(): void;
  terminate(): void;
};

export type FeedSocketEvents = {
  onOpen(): void;
  onFrame(frame: FeedFrame): void;
  onPong(): void;
  /** Called once, whatever ended it. */
  onEnd(end: { reason: string; failure: FailureKind }): void;
};

/** The one websocket client: binary frames as bytes, text frames as text, and every end told once with its reason. */
export function openFeedSocket(address: string, events: FeedSocketEvents): FeedSocket {
  let ended = false;
  const end = (reason: string, failure: FailureKind) => {
    if (ended) return;
    ended = true;
    socket.terminate();
    events.onEnd({ reason, failure });
  };
  const socket = new WebSocket(address, { handshakeTimeout: HANDSHAKE_MS, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  socket.on("open", () => events.onOpen());
  socket.on("message", (data, isBinary) => {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (!ended) events.onFrame(isBinary ? bytes : bytes.toString("utf8"));
  });
  socket.on("pong", () => events.onPong());
  socket.on("unexpected-response", (_request, response) => {
    const status = response.statusCode ?? 0;
    response.destroy();
    end(`The message feed answered HTTP ${status} instead of connecting.`, status === 401 || status === 403 ? "shop_setup" : "retryable");
  });
  socket.on("error", (error) => end(`The message feed could not be reached (${error.message}).`, "retryable"));
  socket.on("close", (code) => end(`The message feed was closed (${code}).`, "retryable"));
  return {
    send: (frame) => socket.readyState === WebSocket.OPEN && socket.send(frame, () => undefined),
    ping: () => socket.readyState === WebSocket.OPEN && socket.ping(),
    pause: () => socket.readyState === WebSocket.OPEN && socket.pause(),
    resume: () => socket.readyState === WebSocket.OPEN && socket.resume(),
    close: () => {
      socket.close(1000);
      setTimeout(() => socket.terminate(), CLOSE_MS).unref();
    },
    terminate: () => socket.terminate(),
  };
}
