import type { Tx } from "@/db/transaction";
import type { NewEvent } from "@/lib/events/core/catalogue";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { type JudgedWindow, judgeWindow } from "@/lib/merging/core/judge-window";
import { type PlannedWindow, planWindows } from "@/lib/merging/core/plan-suggestions";
import { KEEP_MS, POLICY, WINDOW_MS } from "@/lib/merging/core/policy";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { listOpenChangeRequests } from "@/lib/versions/use-cases/list-open-change-requests";
import {
  type Candidate,
  listActiveSuggestions,
  listCandidates,
  listMatchables,
  listRejectedSets,
  lockDetection,
  moveSuggestion,
  type SharedValues,
  type SuggestionRow,
  saveSuggestion,
} from "../store/suggestion-store";

/** Orders older than this are not looked at: nothing waits a week to be merged. */
const LOOK_BACK_MS = 7 * 86_400_000;
/** Times the set of orders is widened by what its members match in turn; families of a household are settled in two. */
const WIDENINGS = 8;

type Active = SuggestionRow & { orderIds: string[] };

/** Step: brings the suggestions around these orders up to date. Idempotent; the outcome does not depend on who came first. */
export async function detectMerges(tx: Tx, ctx: Ctx, input: { orderIds: string[] }): Promise<void> {
  if (input.orderIds.length === 0) return;
  await lockDetection(tx);
  const now = ctx.clock.now();
  const candidates = await closure(tx, await listMatchables(tx, input.orderIds), new Date(now.getTime() - LOOK_BACK_MS));
  const touched = [...new Set([...input.orderIds, ...candidates.map((order) => order.id)])];
  const active = await listActiveSuggestions(tx, touched);
  const planned = await judgePlans(tx, planWindows(candidates), now);
  const kept = new Set<string>();
  const events: NewEvent[] = [];
  for (const { plan, judged } of planned) {
    const known = active.find((row) => !kept.has(row.id) && row.matchKey === plan.key && sameStart(row, plan));
    const id = known?.id ?? newId();
    kept.add(id);
    if (known && known.state === stateOf(judged) && sameVerdicts(known, judged)) continue;
    await write(tx, { id, known, plan, judged, now });
    events.push({ type: "merge.suggested", payload: { suggestion_id: id, order_ids: judged.orders.map((order) => order.id) } });
    await tellStory(tx, ctx, id, judged);
  }
  const gone = active.filter((row) => !kept.has(row.id)).map((row) => row.id);
  await supersede(tx, gone, now);
  for (const row of active.filter((entry) => gone.includes(entry.id))) {
    events.push({ type: "merge.decided", payload: { suggestion_id: row.id, order_ids: row.orderIds, state: "superseded" } });
  }
  await emitEvents(tx, ctx, events);
}

/** Everything reachable through shared values, so that the plan is made over whole families of orders. */
async function closure(tx: Tx, seeds: Candidate[], since: Date): Promise<Candidate[]> {
  let found = seeds;
  for (let round = 0; round < WIDENINGS; round++) {
    const known = found;
    found = await listCandidates(tx, { ...sharedValues(known), since });
    if (found.length === 0 || (round > 0 && found.length === known.length)) break;
  }
  return found;
}

function sharedValues(orders: Candidate[]): SharedValues {
  return {
    tokens: unique(orders.map((order) => order.tokenIndex)),
    receivers: unique(orders.map((order) => order.receiverIndex)),
    customers: unique(orders.map((order) => (order.receiverIndex === null ? order.customerId : null))),
  };
}

/** Members are read under lock: a change that commits later finds the suggestion that this detection wrote. */
async function judgePlans(tx: Tx, all: PlannedWindow[], now: Date): Promise<{ plan: PlannedWindow; judged: JudgedWindow }[]> {
  const plans = all.filter((plan) => plan.windowStart.getTime() + WINDOW_MS + KEEP_MS >= now.getTime());
  const ids = plans.flatMap((plan) => plan.orderIds);
  const snapshots = new Map((await loadOrderSnapshots(tx, { orderIds: ids, lock: true })).map((order) => [order.id, order]));
  const changing = new Set((await listOpenChangeRequests(tx, ids)).map((change) => change.orderId));
  const rejected = await listRejectedSets(tx, ids);
  return plans.flatMap((plan) => {
    const orders = plan.orderIds.flatMap((id) => snapshots.get(id) ?? []);
    const judged = judgeWindow({ orders, now, changing });
    const set = judged.orders
      .map((order) => order.id)
      .sort()
      .join(",");
    return judged.orders.length < 2 || rejected.has(set) ? [] : [{ plan, judged }];
  });
}

async function write(tx: Tx, input: { id: string; known: Active | undefined; plan: PlannedWindow; judged: JudgedWindow; now: Date }): Promise<void> {
  const { id, known, plan, judged, now } = input;
  await saveSuggestion(
    tx,
    {
      id,
      state: stateOf(judged),
      tier: plan.tier,
      probability: judged.probability,
      policyVersion: POLICY.version,
      matchKey: plan.key,
      windowStart: plan.windowStart,
      windowEnd: new Date(plan.windowStart.getTime() + WINDOW_MS),
      deadline: judged.deadline,
      passed: judged.passed,
      failed: judged.failed,
      evidence: judged.evidence,
      freightSaved: judged.freightSaved,
      snoozedUntil: known?.snoozedUntil ?? null,
      createdAt: known?.createdAt ?? now,
      updatedAt: now,
    },
    judged.orders.map((order) => order.id),
  );
}

function tellStory(tx: Tx, ctx: Ctx, id: string, judged: JudgedWindow): Promise<unknown> {
  const at = ctx.clock.now();
  return appendOrderEvents(
    tx,
    ctx,
    judged.orders.map((order) => ({
      orderId: order.id,
      type: "merge_suggested",
      occurredAt: at,
      source: "system",
      sourceEventId: `merge_suggested:${id}`,
      data: { suggestion_id: id, orders: judged.orders.map((member) => member.externalId) },
    })),
  );
}

async function supersede(tx: Tx, ids: string[], now: Date): Promise<void> {
  await moveSuggestion(tx, { ids, from: ["open", "blocked"], set: { state: "superseded", updatedAt: now } });
}

function stateOf(judged: JudgedWindow): "open" | "blocked" {
  return judged.failed.length === 0 ? "open" : "blocked";
}

function sameStart(row: SuggestionRow, plan: PlannedWindow): boolean {
  return row.windowStart.getTime() === plan.windowStart.getTime();
}

function sameVerdicts(row: Active, judged: JudgedWindow): boolean {
  const rules = (verdicts: { rule: string }[]) =>
    verdicts
      .map((verdict) => verdict.rule)
      .sort()
      .join(",");
  const members = (ids: string[]) => [...ids].sort().join(",");
  return (
    members(row.orderIds) === members(judged.orders.map((order) => order.id)) &&
    rules(row.failed) === rules(judged.failed) &&
    row.deadline?.getTime() === judged.deadline?.getTime()
  );
}

function unique(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
