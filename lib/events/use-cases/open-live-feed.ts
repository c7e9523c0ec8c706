import { listenLive } from "@/db/listen";
import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { findLiveBounds, type LiveRow, listLiveRows } from "../store/relay-store";

export type LiveMessage = { id: number; type: string; payload: Record<string, unknown>; at: string };
type Subscriber = (messages: LiveMessage[]) => void;

/** Rows a catch-up reads at most; a browser that missed more starts afresh. */
const CATCH_UP_LIMIT = 2_000;

type Hub = { subscribers: Set<Subscriber>; last: number; ready: Promise<void>; reading: Promise<void> };
const holder = globalThis as typeof globalThis & { __tongdanLive?: Hub };

/**
 * Joins the one feed of this process. `after` resumes (Last-Event-ID): the answer's `missed` fills the hole, or
 * `reset` says that it is too large to fill and the page must read again. `from` is the position before `missed`: a client
 * that is cut off right after it loses nothing. Call `close` when the client goes.
 */
export async function openLiveFeed(
  ctx: Ctx,
  input: { after: number | null; onMessages: Subscriber },
): Promise<{ missed: LiveMessage[]; reset: boolean; from: number; close: () => void }> {
  requirePermission(ctx, "live.read");
  const hub = startHub();
  await hub.ready;
  const held: LiveMessage[] = [];
  let deliver: Subscriber = (messages) => held.push(...messages);
  const subscriber: Subscriber = (messages) => deliver(messages);
  hub.subscribers.add(subscriber);
  const close = () => void hub.subscribers.delete(subscriber);
  const { missed, reset } = input.after === null ? { missed: [], reset: false } : await catchUp(input.after);
  const reached = missed.at(-1)?.id ?? (reset ? 0 : (input.after ?? 0));
  const all = [...missed, ...held.filter((message) => message.id > reached)];
  // The hub may still be reading what the catch-up has read already.
  let told = all.at(-1)?.id ?? reached;
  deliver = (messages) => {
    const fresh = messages.filter((message) => message.id > told);
    told = fresh.at(-1)?.id ?? told;
    if (fresh.length > 0) input.onMessages(fresh);
  };
  const first = all[0];
  return { missed: all, reset, from: first ? first.id - 1 : Math.max(hub.last, reached), close };
}

async function catchUp(after: number): Promise<{ missed: LiveMessage[]; reset: boolean }> {
  const { first, last } = await findLiveBounds(reader());
  if (after > last || (first > 0 && after < first - 1)) return { missed: [], reset: true };
  const rows = await listLiveRows(reader(), { after, limit: CATCH_UP_LIMIT + 1 });
  return rows.length > CATCH_UP_LIMIT ? { missed: [], reset: true } : { missed: rows.map(messageOf), reset: false };
}

function startHub(): Hub {
  if (holder.__tongdanLive) return holder.__tongdanLive;
  const hub: Hub = { subscribers: new Set(), last: 0, ready: Promise.resolve(), reading: Promise.resolve() };
  hub.ready = begin(hub).catch((error: unknown) => {
    holder.__tongdanLive = undefined;
    throw error;
  });
  holder.__tongdanLive = hub;
  return hub;
}

async function begin(hub: Hub): Promise<void> {
  hub.last = (await findLiveBounds(reader())).last;
  // Fires again after a lost connection is back, so that nothing told meanwhile is missed.
  await listenLive(() => wake(hub));
}

function wake(hub: Hub): void {
  hub.reading = hub.reading.then(() => readNew(hub)).catch(() => undefined);
}

async function readNew(hub: Hub): Promise<void> {
  for (;;) {
    const rows = await listLiveRows(reader(), { after: hub.last, limit: 500 });
    if (rows.length === 0) return;
    hub.last = rows.at(-1)?.id ?? hub.last;
    const messages = rows.map(messageOf);
    for (const subscriber of hub.subscribers) subscriber(messages);
  }
}

function messageOf(row: LiveRow): LiveMessage {
  return { id: row.id, type: row.type, payload: row.payload, at: row.createdAt.toISOString() };
}
