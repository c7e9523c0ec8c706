import { defineMachine, next } from "@/lib/shared/state-machine";
import { EVENT_SOURCES, type EventSource, LIFECYCLE_EVENTS, type LifecycleEvent } from "./order-event";
import { ORDER_STATUSES, type OrderStatus } from "./order-status";
import { isRouteFact } from "./route-fact";

/** Lifecycle fact → where it may start and where it leads. `placed` only says that the order exists. */
export const lifecycleMachine = defineMachine({
  name: "order",
  states: ORDER_STATUSES,
  initial: "unpaid",
  final: ["completed", "cancelled"],
  actions: {
    placed: { from: ["unpaid"], to: "unpaid" },
    paid: { from: ["unpaid"], to: "paid" },
    buffer_elapsed: { from: ["paid"], to: "ready_to_ship" },
    partial_outbound_scan: { from: ["paid", "ready_to_ship", "partially_shipped"], to: "partially_shipped" },
    outbound_scan: { from: ["paid", "ready_to_ship", "partially_shipped"], to: "shipped" },
    delivered: { from: ["paid", "ready_to_ship", "partially_shipped", "shipped"], to: "delivered" },
    completed: { from: ["paid", "ready_to_ship", "partially_shipped", "shipped", "delivered"], to: "completed" },
    cancelled: { from: ["unpaid", "paid", "ready_to_ship", "partially_shipped"], to: "cancelled" },
  },
});

/** A fact says nothing new where its effect already holds: it is absorbed, not refused. */
const ABSORBED_IN: Record<LifecycleEvent, readonly OrderStatus[]> = {
  placed: ORDER_STATUSES,
  paid: ["paid", "ready_to_ship", "partially_shipped", "shipped", "delivered", "completed"],
  buffer_elapsed: ORDER_STATUSES,
  partial_outbound_scan: ["shipped", "delivered", "completed"],
  outbound_scan: ["shipped", "delivered", "completed"],
  delivered: ["delivered", "completed"],
  completed: ["completed"],
  cancelled: ["cancelled"],
};

export type LifecycleFact = { type: LifecycleEvent; occurredAt: Date; source: EventSource; sourceEventId: string };

export type FoldResult = {
  status: OrderStatus;
  /** When the present status was reached; the first fact's instant while unpaid. */
  since: Date | null;
  /** First instant each status was reached. A jump past `ready_to_ship` counts as ready at that instant. */
  reached: Partial<Record<OrderStatus, Date>>;
  /** Facts that could not apply, in fold order: each becomes an exception that quotes it. */
  refused: { fact: LifecycleFact; status: OrderStatus }[];
};

/** Orders facts by (instant, lifecycle rank, source rank, id): a total order, so any arrival order folds to one state. */
function compareFacts(a: LifecycleFact, b: LifecycleFact): number {
  return (
    a.occurredAt.getTime() - b.occurredAt.getTime() ||
    LIFECYCLE_EVENTS.indexOf(a.type) - LIFECYCLE_EVENTS.indexOf(b.type) ||
    EVENT_SOURCES[a.source] - EVENT_SOURCES[b.source] ||
    compareText(a.sourceEventId, b.sourceEventId)
  );
}

/**
 * The state of an order: the fold of its facts. Duplicates (same id) must be gone already; order does not matter. Of
 * an order known to leave in parts, a parcel's route says nothing until all of it has left: other lines may be inside.
 */
export function foldLifecycle(facts: readonly LifecycleFact[]): FoldResult {
  const result: FoldResult = { status: lifecycleMachine.initial, since: null, reached: {}, refused: [] };
  const partly = facts.some((fact) => fact.type === "partial_outbound_scan");
  for (const fact of [...facts].sort(compareFacts)) {
    result.since ??= fact.occurredAt;
    if (partly && isRouteFact(fact) && !result.reached.shipped) continue;
    const target = next(lifecycleMachine, result.status, fact.type);
    if (target !== null) moveTo(result, target, fact.occurredAt);
    else if (!ABSORBED_IN[fact.type].includes(result.status)) result.refused.push({ fact, status: result.status });
  }
  return result;
}

function moveTo(result: FoldResult, status: OrderStatus, at: Date): void {
  if (status !== result.status) {
    result.since = at;
    result.status = status;
  }
  result.reached[status] ??= at;
  if (READY_OR_LATER.includes(status)) result.reached.ready_to_ship ??= at;
}

const READY_OR_LATER: readonly OrderStatus[] = ["ready_to_ship", "partially_shipped", "shipped", "delivered", "completed"];

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
