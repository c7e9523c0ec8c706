import type { Clock } from "@/lib/shared/clock";
import type { FailureKind, FeedFrame, FeedReading, FeedSide, PushMessage, ShopAccess } from "../core/channel-adapter";
import { FEED_BATCH, GOOD_AFTER_MS, MOST_WAITING } from "../core/feed-policy";
import { type FeedSocket, openFeedSocket } from "./open-feed-socket";
import { unreadableMessage } from "./unreadable-message";

/** Nothing heard for so many heartbeats, not even a pong: the other side is gone though the line looks open. */
const SILENT_BEATS = 3;

type Waiting = PushMessage & { ack: FeedFrame | null };

/** `good`: it held for a while, so that whatever ended it begins a new count of failures. */
export type FeedEnd = { reason: string; failure: FailureKind; good: boolean };

type Input = {
  feed: FeedSide;
  shop: ShopAccess;
  clock: Clock;
  signal: AbortSignal;
  /** Resolves when the messages are kept for good; only then are they acknowledged. */
  keep(messages: PushMessage[]): Promise<void>;
};

/** One connection to a platform's feed, from its greeting to its end; null where the signal ended it. Never throws. */
export async function runConnection(input: Input): Promise<FeedEnd | null> {
  return new FeedConnection(input).run();
}

class FeedConnection {
  private session: string | undefined;
  private waiting: Waiting[] = [];
  private flushing: Promise<void> | null = null;
  private over = false;
  private heardAt = performance.now();
  private readonly begun = performance.now();
  private socket: FeedSocket | null = null;
  private finish: (end: { reason: string; failure: FailureKind } | null) => void = () => undefined;

  constructor(private readonly input: Input) {}

  async run(): Promise<FeedEnd | null> {
    const { signal, feed } = this.input;
    if (signal.aborted) return null;
    const over = new Promise<{ reason: string; failure: FailureKind } | null>((finish) => {
      this.finish = finish;
    });
    const onAbort = () => this.finish(null);
    signal.addEventListener("abort", onAbort, { once: true });
    this.connect();
    const beats = setInterval(() => this.beat(), feed.heartbeat.everyMs);
    const end = await over;
    clearInterval(beats);
    signal.removeEventListener("abort", onAbort);
    this.over = true;
    // What was read is kept and acknowledged before the line is let go.
    await this.flushing;
    this.socket?.close();
    return end && { ...end, good: performance.now() - this.begun >= GOOD_AFTER_MS };
  }

  private connect(): void {
    const { feed, shop, clock } = this.input;
    try {
      this.socket = openFeedSocket(feed.address({ shop, now: clock.now() }), {
        onOpen: () => this.send(feed.greet({ shop, now: clock.now() })),
        onFrame: (frame) => this.hear(frame),
        onPong: () => this.alive(),
        onEnd: (end) => this.finish(end),
      });
    } catch (error) {
      // An address that is no websocket address.
      this.finish({ reason: `The message feed has no usable address (${error instanceof Error ? error.message : error}).`, failure: "shop_setup" });
    }
  }

  private send(frames: readonly FeedFrame[]): void {
    for (const frame of frames) this.socket?.send(frame);
  }

  private alive(): void {
    this.heardAt = performance.now();
  }

  private beat(): void {
    const { feed, shop, clock } = this.input;
    if (performance.now() - this.heardAt > SILENT_BEATS * feed.heartbeat.everyMs) {
      this.socket?.terminate();
      this.finish({ reason: "The message feed fell silent.", failure: "retryable" });
      return;
    }
    this.socket?.ping();
    this.send([feed.heartbeat.frame({ shop, now: clock.now(), session: this.session })]);
  }

  private hear(frame: FeedFrame): void {
    if (this.over) return;
    this.alive();
    const { feed, shop, clock } = this.input;
    const reading = feed.read({ shop, frame, now: clock.now(), session: this.session });
    if (reading.kind === "closed") this.finish({ reason: reading.reason, failure: reading.failure });
    else this.take(reading.kind === "messages" ? this.answered(reading) : [unreadable(reading.reason, frame)]);
  }

  private answered(reading: Extract<FeedReading, { kind: "messages" }>): Waiting[] {
    if (reading.session !== undefined) this.session = reading.session;
    this.send(reading.replies);
    return reading.messages;
  }

  private take(messages: Waiting[]): void {
    if (messages.length === 0) return;
    this.waiting.push(...messages);
    if (this.waiting.length >= MOST_WAITING) this.socket?.pause();
    this.flushing ??= this.flush().finally(() => {
      this.flushing = null;
    });
  }

  /** Ack after commit: what cannot be kept is not acknowledged, and comes again over the next connection. */
  private async flush(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const batch = this.waiting.splice(0, FEED_BATCH);
        await this.input.keep(batch.map(({ ack: _afterwards, ...message }) => message));
        this.send(batch.flatMap(({ ack }) => (ack === null ? [] : [ack])));
        if (this.waiting.length < MOST_WAITING / 2) this.socket?.resume();
      }
    } catch {
      this.waiting = [];
      this.finish({ reason: "Messages of the feed could not be kept here; they are asked for again.", failure: "retryable" });
    }
  }
}

function unreadable(reason: string, frame: FeedFrame): Waiting {
  return { ...unreadableMessage({ reason, body: typeof frame === "string" ? Buffer.from(frame, "utf8") : frame }), ack: null };
}
