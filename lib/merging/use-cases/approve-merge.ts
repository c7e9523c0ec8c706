import type { z } from "zod";
import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { judgeRules } from "@/lib/merging/core/judge-rules";
import { earliest } from "@/lib/merging/core/judge-window";
import { suggestionMachine } from "@/lib/merging/core/merge-state";
import { approveMergeSchema } from "@/lib/merging/core/suggestion-view";
import type { RuleVerdict } from "@/lib/merging/core/verdict";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { setOrderGroup } from "@/lib/orders/use-cases/set-order-group";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { can } from "@/lib/shared/state-machine";
import { listOpenChangeRequests } from "@/lib/versions/use-cases/list-open-change-requests";
import { groupNumber } from "../core/group-number";
import { type GroupRow, insertGroup } from "../store/group-store";
import { lockDetection, lockSuggestion, moveSuggestion, type SuggestionRow } from "../store/suggestion-store";

type Refusal = { failed: RuleVerdict[] };
type Approval = { group_id: string; group_number: string; order_ids: string[] };

/**
 * Makes a shipment group of the suggestion's orders. Every rule is checked again under lock: if one fails by now
 * (a refund came in between) nothing is merged, the suggestion becomes blocked, and the answer names the rule (409).
 */
export async function approveMerge(ctx: Ctx, input: z.input<typeof approveMergeSchema>): Promise<Approval> {
  requirePermission(ctx, "merging.decide");
  const { suggestion_id } = parseInput(approveMergeSchema, input);
  const outcome = await withTransaction(async (tx) => {
    await lockDetection(tx);
    const suggestion = await lockSuggestion(tx, suggestion_id);
    if (!suggestion) throw notFound("merging", "suggestion", suggestion_id);
    refuseUnlessOpen(suggestion);
    const orders = await loadOrderSnapshots(tx, { orderIds: suggestion.orderIds, lock: true });
    const failed = await failedRules(tx, ctx, orders);
    return failed.length > 0 ? block(tx, ctx, suggestion, failed) : approve(tx, ctx, suggestion, orders);
  });
  if ("failed" in outcome) throw blockedBy(outcome.failed);
  return outcome;
}

export function refuseUnlessOpen(suggestion: SuggestionRow): void {
  if (can(suggestionMachine, suggestion.state, "approve").ok) return;
  if (suggestion.state === "blocked") throw blockedBy(suggestion.failed);
  throw alreadyDecided(suggestion);
}

export function alreadyDecided(suggestion: SuggestionRow) {
  const by = suggestion.decidedBy ?? "";
  return conflict("merging.already_decided", `The suggestion is "${suggestion.state}" already${by ? `, decided by ${by}` : ""}.`, {
    state: suggestion.state,
    by,
  });
}

function blockedBy(failed: RuleVerdict[]) {
  const rules = failed.map((verdict) => verdict.rule).join(", ");
  return conflict("merging.blocked", `The orders may not travel together: ${rules}.`, { rules });
}

async function failedRules(tx: Tx, ctx: Ctx, orders: OrderSnapshot[]): Promise<RuleVerdict[]> {
  const changing = new Set(
    (
      await listOpenChangeRequests(
        tx,
        orders.map((order) => order.id),
      )
    ).map((change) => change.orderId),
  );
  return judgeRules({ orders, now: ctx.clock.now(), changing, groupId: null }).failed;
}

async function block(tx: Tx, ctx: Ctx, suggestion: SuggestionRow & { orderIds: string[] }, failed: RuleVerdict[]): Promise<Refusal> {
  const names = new Set(failed.map((verdict) => verdict.rule));
  const passed = suggestion.passed.filter((verdict) => !names.has(verdict.rule));
  await moveSuggestion(tx, { ids: [suggestion.id], from: ["open"], set: { state: "blocked", failed, passed, updatedAt: ctx.clock.now() } });
  await appendAudit(tx, ctx, [
    {
      action: "merging.approve_refused",
      entityType: "merge_suggestion",
      entityId: suggestion.id,
      orderIds: suggestion.orderIds,
      before: { state: suggestion.state },
      after: { state: "blocked", rules: [...names] },
    },
  ]);
  await emitEvents(tx, ctx, [{ type: "merge.suggested", payload: { suggestion_id: suggestion.id, order_ids: suggestion.orderIds } }]);
  return { failed };
}

async function approve(tx: Tx, ctx: Ctx, suggestion: SuggestionRow & { orderIds: string[] }, orders: OrderSnapshot[]): Promise<Approval> {
  const at = ctx.clock.now();
  const by = actorLabel(ctx.actor);
  const orderIds = suggestion.orderIds;
  const group = await insertGroup(tx, { id: newId(), suggestionId: suggestion.id, deadline: earliest(orders), approvedBy: by, orderIds, at });
  await moveSuggestion(tx, {
    ids: [suggestion.id],
    from: ["open"],
    set: { state: "approved", decidedBy: by, decidedAt: at, groupId: group.id, updatedAt: at },
  });
  await setOrderGroup(tx, ctx, { orderIds, groupId: group.id });
  await tell(tx, ctx, { suggestion, group, orders });
  return { group_id: group.id, group_number: groupNumber(group.number), order_ids: orderIds };
}

async function tell(tx: Tx, ctx: Ctx, input: { suggestion: SuggestionRow; group: GroupRow; orders: OrderSnapshot[] }): Promise<void> {
  const { suggestion, group, orders } = input;
  const orderIds = orders.map((order) => order.id);
  const number = groupNumber(group.number);
  const numbers = orders.map((order) => order.externalId);
  await appendOrderEvents(
    tx,
    ctx,
    orderIds.map((orderId) => ({
      orderId,
      type: "merge_approved",
      occurredAt: ctx.clock.now(),
      source: "staff",
      sourceEventId: `merge_approved:${group.id}`,
      data: { group_id: group.id, group_number: number, orders: numbers },
    })),
  );
  await appendAudit(tx, ctx, [
    {
      action: "merging.approve",
      entityType: "merge_suggestion",
      entityId: suggestion.id,
      orderIds,
      before: { state: suggestion.state },
      after: {
        group_number: number,
        orders: numbers,
        tier: suggestion.tier,
        probability: suggestion.probability,
        policy_version: suggestion.policyVersion,
        evidence: suggestion.evidence,
      },
    },
  ]);
  await emitEvents(tx, ctx, [
    { type: "merge.decided", payload: { suggestion_id: suggestion.id, order_ids: orderIds, state: "approved" } },
    { type: "group.changed", payload: { group_id: group.id, order_ids: orderIds, state: group.state } },
  ]);
}
