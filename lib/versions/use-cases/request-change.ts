import type { z } from "zod";
import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { maskDiff } from "@/lib/orders/core/content-diff";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import { type Actor, actorLabel, type Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { type RequestChangeView, requestChangeSchema } from "@/lib/versions/core/change-view";
import { diffText, type Evaluation } from "@/lib/versions/core/evaluate-change";
import { alreadyActive, badActions, noChange, staleBase, tooLate } from "@/lib/versions/core/refusals";
import { findOptionalActive, insertChange } from "../store/change-store";
import { sealActions } from "../store/change-view-of";
import { judgeChange } from "./judge-change";

/**
 * Stages an edit on the version its requester looked at; nothing is live before somebody else approves it.
 * 409 stale base, a second active change or a stage that forbids it; 422 actions that do not fit or change nothing.
 */
export async function requestChange(ctx: Ctx, input: z.input<typeof requestChangeSchema>): Promise<RequestChangeView> {
  requirePermission(ctx, "versions.request");
  const request = parseInput(requestChangeSchema, input);
  return withTransaction(async (tx) => {
    const [order] = await loadOrderSnapshots(tx, { orderIds: [request.order_id], lock: true });
    if (!order) throw notFound("orders", "order", request.order_id);
    const active = await findOptionalActive(tx, order.id);
    if (active) throw alreadyActive(active);
    if (order.version !== request.base_version) throw staleBase(request.base_version, order.version);
    const evaluation = await judgeChange(tx, ctx, { order, actions: request.actions });
    refuseUnlessSound(evaluation);
    // The requester's words are kept in the open: a phone in them is not.
    const reason = maskPhonesInText(request.reason);
    const id = await stage(tx, ctx, { order, evaluation, actions: request.actions, reason });
    await tell(tx, ctx, { id, order, evaluation, reason });
    return { id, risk: evaluation.risk, approval: evaluation.approval };
  });
}

function refuseUnlessSound({ refusals, issues, changes }: Evaluation): void {
  if (refusals.length > 0) throw tooLate(refusals);
  if (issues.length > 0) throw badActions(issues);
  if (changes.length === 0) throw noChange();
}

type Staged = { order: OrderSnapshot; evaluation: Evaluation; reason: string };

async function stage(tx: Tx, ctx: Ctx, input: Staged & { actions: z.output<typeof requestChangeSchema>["actions"] }): Promise<string> {
  const { order, evaluation, actions, reason } = input;
  const id = newId();
  const inserted = await insertChange(tx, {
    id,
    orderId: order.id,
    baseVersion: order.version,
    actions: sealActions(id, actions),
    actionTypes: [...new Set(actions.map((action) => action.type))],
    diff: maskDiff(evaluation.changes),
    sentences: evaluation.sentences,
    diffHash: diffHash({ orderId: order.id, baseVersion: order.version, changes: evaluation.changes }),
    reason,
    risk: evaluation.risk,
    requiredRoles: evaluation.approval.required_roles,
    dueAt: new Date(evaluation.approval.due_at),
    requestedById: actorId(ctx.actor),
    requestedBy: actorLabel(ctx.actor),
    createdAt: ctx.clock.now(),
  });
  if (!inserted) throw alreadyActive((await findOptionalActive(tx, order.id)) ?? { id: "", requestedBy: "" });
  return id;
}

/** Keyed, so that a short diff (a phone number) cannot be guessed back from it. */
export function diffHash(input: Parameters<typeof diffText>[0]): string {
  return blindIndexOf("change", diffText(input));
}

async function tell(tx: Tx, ctx: Ctx, input: Staged & { id: string }): Promise<void> {
  const { id, order, evaluation, reason } = input;
  const { risk, approval, sentences } = evaluation;
  await appendOrderEvents(tx, ctx, [
    {
      orderId: order.id,
      type: "change_requested",
      occurredAt: ctx.clock.now(),
      source: "staff",
      sourceEventId: `change_requested:${id}`,
      data: { change_request_id: id, base_version: order.version, risk: risk.level, due_at: approval.due_at, reason },
    },
  ]);
  await appendAudit(tx, ctx, [
    {
      action: "versions.request",
      entityType: "change_request",
      entityId: id,
      orderIds: [order.id],
      reason,
      after: { order: order.externalId, base_version: order.version, sentences, diff: maskDiff(evaluation.changes), risk, due_at: approval.due_at },
    },
  ]);
  await emitEvents(tx, ctx, [{ type: "change.requested", payload: { change_request_id: id, order_id: order.id } }]);
}

function actorId(actor: Actor): string {
  return actor.kind === "anonymous" ? "anonymous" : actor.id;
}
