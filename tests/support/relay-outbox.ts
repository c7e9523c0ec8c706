import { rawSql } from "@/db/client";
import { relayEvents } from "@/lib/events/use-cases/relay-events";
import type { Ctx } from "@/lib/shared/context";
import { HANDLERS } from "@/lib/worker/handlers";

/** Hands every pending event to the product's own handlers, as the worker's relay jobs would, until none is left. */
export async function relayOutbox(ctx: Ctx): Promise<void> {
  for (;;) {
    const rows = await rawSql()<{ id: string }[]>`select id from outbox_events where state = 'pending' order by created_at, id`;
    if (rows.length === 0) return;
    await relayEvents(ctx, { ids: rows.map(({ id }) => id), handlers: HANDLERS });
  }
}
