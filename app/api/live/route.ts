import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { getRequestCtx } from "@/app/session";
import { type LiveMessage, openLiveFeed } from "@/lib/events/use-cases/open-live-feed";
import { newId } from "@/lib/shared/ids";

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Proxies close a silent connection after about a minute; the beat also tells the page how old its data is. */
const BEAT_MS = 10_000;
/** Chunks a slow browser may leave unread before it is cut off; it resumes by Last-Event-ID. */
const MAX_WAITING = 1_000;

export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await getRequestCtx(request);
    return new Response(await openStream(ctx, request), {
      headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" },
    });
  } catch (error) {
    return problem(error, newId());
  }
}

async function openStream(ctx: Parameters<typeof openLiveFeed>[0], request: Request): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const queue: string[] = [];
  let push: (text: string) => void = (text) => queue.push(text);
  const feed = await openLiveFeed(ctx, { after: lastEventId(request), onMessages: (messages) => push(messages.map(frame).join("")) });
  let beat: NodeJS.Timeout | undefined;
  const close = () => {
    clearInterval(beat);
    feed.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        push = (text) => {
          if ((controller.desiredSize ?? 0) < -MAX_WAITING) {
            close();
            controller.error(new Error("The browser reads too slowly."));
            return;
          }
          controller.enqueue(encoder.encode(text));
        };
        push(`retry: 2000\nevent: hello\nid: ${feed.from}\ndata: ${JSON.stringify({ reset: feed.reset, at: new Date().toISOString() })}\n\n`);
        for (const message of feed.missed) push(frame(message));
        for (const text of queue.splice(0)) push(text);
        beat = setInterval(() => push(`event: beat\ndata: ${JSON.stringify({ at: new Date().toISOString() })}\n\n`), BEAT_MS);
        request.signal.addEventListener("abort", () => {
          close();
          try {
            controller.close();
          } catch {
            // The stream was closed by the other side first.
          }
        });
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

function frame(message: LiveMessage): string {
  return `id: ${message.id}\nevent: message\ndata: ${JSON.stringify({ type: message.type, payload: message.payload, at: message.at })}\n\n`;
}

function lastEventId(request: Request): number | null {
  const text = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after");
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
