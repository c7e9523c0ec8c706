import type { Tx } from "@/db/transaction";
import { EVENT_CATALOGUE, type EventType } from "@/lib/events/core/catalogue";
import type { Handler } from "@/lib/events/core/handler";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { newId } from "@/lib/shared/ids";
import { insertDeliveries, listEndpointRows } from "../store/webhook-store";

/** Every event for every endpoint that listens to its type, also a paused one: it gets them when it goes on. */
export const queueWebhooks: Handler<Tx> = {
  name: "webhooks",
  types: Object.keys(EVENT_CATALOGUE) as EventType[],
  async run(tx, ctx, events) {
    const now = ctx.clock.now();
    for (const endpoint of await listEndpointRows(tx)) {
      const wanted = events.filter(({ type }) => endpoint.types.length === 0 || endpoint.types.includes(type));
      const rows = wanted.map(({ id, type, payload }) => ({
        id: newId(),
        endpointId: endpoint.id,
        eventId: id,
        type,
        payload,
        occurredAt: now,
        nextTryAt: now,
        createdAt: now,
      }));
      if ((await insertDeliveries(tx, rows)).length > 0) await wake(tx, endpoint.id);
    }
  },
};

/** Step: one sender an endpoint; a later wish replaces one that still waits. */
export function wake(tx: Tx, endpointId: string): Promise<void> {
  return enqueueJob(tx, {
    name: "send_webhooks",
    payload: { endpoint_id: endpointId },
    queue: `webhooks:${endpointId}`,
    key: `webhooks:${endpointId}`,
  });
}
