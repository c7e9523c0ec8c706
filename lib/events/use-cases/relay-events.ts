import { reader, type Tx, withTransaction } from "@/db/transaction";
import type { DomainEvent } from "@/lib/events/core/catalogue";
import type { Handler } from "@/lib/events/core/handler";
import type { Ctx } from "@/lib/shared/context";
import { claimEvents, insertEffects, markDone, markFailed, notifyLive } from "../store/relay-store";

/** Attempts before an event is dead; graphile-worker spaces them out to about two hours in all. */
const ATTEMPT_LIMIT = 12;

export type RelayResult = { relayed: number; failed: number };

/**
 * Hands pending events to their handlers: a whole batch in one transaction with its effects rows. If one event breaks
 * the batch, each is tried alone, so that a bad one holds up no other. Throws when any failed: the job runs again.
 */
export async function relayEvents(ctx: Ctx, input: { ids: string[]; handlers: readonly Handler<Tx>[] }): Promise<RelayResult> {
  if (input.ids.length === 0) return { relayed: 0, failed: 0 };
  const result = await relayBatch(ctx, input).catch((error: unknown) => relayEach(ctx, input, error));
  if (result.relayed > 0) await notifyLive(reader());
  if (result.failed > 0) throw new Error(`${result.failed} of ${input.ids.length} events failed; the first says: ${result.firstError}`);
  return { relayed: result.relayed, failed: 0 };
}

type Tried = RelayResult & { firstError?: string };

async function relayBatch(ctx: Ctx, input: { ids: string[]; handlers: readonly Handler<Tx>[] }): Promise<Tried> {
  return withTransaction(async (tx) => {
    const events = await claimEvents(tx, input.ids);
    if (events.length === 0) return { relayed: 0, failed: 0 };
    for (const handler of input.handlers) await runHandler(tx, ctx, handler, events);
    await markDone(
      tx,
      events.map((event) => event.id),
    );
    return { relayed: events.length, failed: 0 };
  });
}

async function runHandler(tx: Tx, ctx: Ctx, handler: Handler<Tx>, events: DomainEvent[]): Promise<void> {
  const mine = events.filter((event) => handler.types.includes(event.type));
  if (mine.length === 0) return;
  const fresh = await insertEffects(
    tx,
    handler.name,
    mine.map((event) => event.id),
  );
  const first = mine.filter((event) => fresh.has(event.id));
  if (first.length > 0) await handler.run(tx, { ...ctx, requestId: first[0]?.requestId ?? ctx.requestId }, first);
}

async function relayEach(ctx: Ctx, input: { ids: string[]; handlers: readonly Handler<Tx>[] }, cause: unknown): Promise<Tried> {
  const total: Tried = { relayed: 0, failed: 0 };
  if (input.ids.length === 1) return failOne(input.ids[0] ?? "", cause);
  for (const id of input.ids) {
    const one = await relayBatch(ctx, { ...input, ids: [id] }).catch((error: unknown) => failOne(id, error));
    total.relayed += one.relayed;
    total.failed += one.failed;
    total.firstError ??= one.firstError;
  }
  return total;
}

async function failOne(id: string, error: unknown): Promise<Tried> {
  const message = error instanceof Error ? error.message : String(error);
  const state = await markFailed(reader(), { id, error: message, limit: ATTEMPT_LIMIT });
  // A dead event is kept and shown; its job must not run for ever.
  return state === "pending" ? { relayed: 0, failed: 1, firstError: message } : { relayed: 0, failed: 0 };
}
