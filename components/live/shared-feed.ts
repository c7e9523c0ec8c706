export type FeedMessage = { kind: "event"; type: string } | { kind: "beat" } | { kind: "reset" };

const CHANNEL = "tongdan-live";
const LOCK = "tongdan-live-leader";

/**
 * One EventSource per browser: the tab that holds the lock listens and tells the others. When it closes, the lock
 * passes on and the next tab takes over where the stream was. Browsers without locks listen tab by tab.
 */
export function openSharedFeed(onMessage: (message: FeedMessage) => void): () => void {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
  const stop = new AbortController();
  if (channel) channel.onmessage = (event: MessageEvent<FeedMessage>) => onMessage(event.data);
  const tell = (message: FeedMessage) => {
    if (stop.signal.aborted) return;
    onMessage(message);
    channel?.postMessage(message);
  };
  if (channel && "locks" in navigator) {
    void navigator.locks.request(LOCK, { signal: stop.signal }, () => listen(tell, stop.signal)).catch(() => undefined);
  } else {
    void listen(tell, stop.signal);
  }
  return () => {
    stop.abort();
    channel?.close();
  };
}

/** Resolves when the tab goes, so that the lock is held exactly as long as the stream. */
function listen(tell: (message: FeedMessage) => void, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const source = new EventSource("/api/live");
  source.addEventListener("hello", (event) => tell(JSON.parse(event.data).reset ? { kind: "reset" } : { kind: "beat" }));
  source.addEventListener("beat", () => tell({ kind: "beat" }));
  source.addEventListener("message", (event) => tell({ kind: "event", type: JSON.parse(event.data).type }));
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      source.close();
      resolve();
    });
  });
}
