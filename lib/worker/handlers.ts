import type { Tx } from "@/db/transaction";
import { queueNotes } from "@/lib/channels/use-cases/queue-notes";
import { releaseWaiting } from "@/lib/channels/use-cases/release-waiting";
import { takeLeftParcels } from "@/lib/channels/use-cases/take-left-parcels";
import type { DomainEvent, EventType } from "@/lib/events/core/catalogue";
import type { Handler } from "@/lib/events/core/handler";
import { queueWebhooks } from "@/lib/events/use-cases/queue-webhooks";
import { tellLive } from "@/lib/events/use-cases/tell-live";
import { detectMerges } from "@/lib/merging/use-cases/detect-merges";
import { reviewGroups } from "@/lib/merging/use-cases/review-groups";
import { invalidateChanges } from "@/lib/versions/use-cases/invalidate-changes";

/** Event types after which the suggestions around an order may look different. */
const MATTERS_FOR_MERGING = [
  "order.created",
  "order.updated",
  "order.status_changed",
  "order.refund_changed",
  "order.held",
  "order.released",
  "change.requested",
  "change.decided",
  "group.changed",
] as const satisfies readonly EventType[];

/** Who reacts to what. Order counts: what waited for an order first, then versions, then groups, then suggestions, the live feed last. */
export const HANDLERS: readonly Handler<Tx>[] = [
  {
    name: "release_waiting",
    types: ["order.created"],
    run: (tx, ctx, events) => releaseWaiting(tx, ctx, { orderIds: [...new Set(events.flatMap(orderIdsOf))] }),
  },
  {
    name: "take_left_parcels",
    types: ["order.parcel_left"],
    run: (tx, ctx, events) =>
      takeLeftParcels(tx, ctx, { parcels: events.flatMap((event) => (event.type === "order.parcel_left" ? [event.payload] : [])) }),
  },
  {
    name: "queue_notes",
    types: ["order.updated"],
    run: (tx, ctx, events) => queueNotes(tx, ctx, { versions: events.flatMap(staffVersions) }),
  },
  {
    name: "invalidate_changes",
    types: ["order.updated", "order.status_changed"],
    async run(tx, ctx, events) {
      await invalidateChanges(tx, ctx, { orderIds: [...new Set(events.flatMap(orderIdsOf))] });
    },
  },
  {
    name: "review_groups",
    types: ["order.refund_changed", "order.status_changed", "order.updated", "order.held"],
    async run(tx, ctx, events) {
      for (const [cause, orderIds] of reviewCauses(events)) await reviewGroups(tx, ctx, { orderIds, cause });
    },
  },
  {
    name: "detect_merges",
    types: MATTERS_FOR_MERGING,
    run: (tx, ctx, events) => detectMerges(tx, ctx, { orderIds: [...new Set(events.flatMap(orderIdsOf))] }),
  },
  queueWebhooks,
  tellLive,
];

/** Why a group must be looked at again, and for which orders. Moving on towards shipping is no reason. */
function reviewCauses(events: DomainEvent[]): Map<string, string[]> {
  const causes = new Map<string, string[]>();
  const add = (cause: string, orderId: string) => causes.set(cause, [...(causes.get(cause) ?? []), orderId]);
  for (const event of events) {
    if (event.type === "order.refund_changed") add("refund", event.payload.order_id);
    if (event.type === "order.updated") add("edited", event.payload.order_id);
    if (event.type === "order.held") add("hold", event.payload.order_id);
    if (event.type === "order.status_changed" && event.payload.to === "cancelled") add("cancelled", event.payload.order_id);
  }
  return causes;
}

/** Versions that staff made: what the platform itself or a file wrote is not told back. */
function staffVersions(event: DomainEvent): { orderId: string; version: number }[] {
  if (event.type !== "order.updated" || !["change_request", "restore"].includes(event.payload.origin)) return [];
  return [{ orderId: event.payload.order_id, version: event.payload.version }];
}

function orderIdsOf(event: DomainEvent): string[] {
  const { payload } = event;
  if ("order_ids" in payload) return payload.order_ids;
  return "order_id" in payload ? [payload.order_id] : [];
}
