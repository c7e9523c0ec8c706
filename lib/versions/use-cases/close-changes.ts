import type { Tx } from "@/db/transaction";
import type { NewAuditEntry } from "@/lib/audit/core/audit-entry";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import type { OrderEventType } from "@/lib/orders/core/order-event";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { next } from "@/lib/shared/state-machine";
import { type ChangeAction, changeMachine } from "@/lib/versions/core/change-state";
import { type ChangeRow, decideChange } from "../store/change-store";

const TOLD_AS = {
  approve: "change_approved",
  reject: "change_rejected",
  withdraw: "change_withdrawn",
  invalidate: "change_invalidated",
  expire: "change_expired",
} as const satisfies Record<ChangeAction, OrderEventType>;

export type Closing = { change: ChangeRow; action: ChangeAction; reason: string | null; appliedVersion?: number };

/** Step: ends locked requests, each with its state guard, timeline entry, audit entry and event. */
export async function closeChanges(tx: Tx, ctx: Ctx, closings: Closing[]): Promise<void> {
  const at = ctx.clock.now();
  for (const closing of closings) await close(tx, ctx, closing, at);
  await appendOrderEvents(
    tx,
    ctx,
    closings.map(({ change, action, reason, appliedVersion }) => ({
      orderId: change.orderId,
      type: TOLD_AS[action],
      occurredAt: at,
      source: ctx.actor.kind === "system" ? "system" : "staff",
      sourceEventId: `${TOLD_AS[action]}:${change.id}`,
      data: { change_request_id: change.id, ...(reason ? { reason } : {}), ...(appliedVersion ? { version: appliedVersion } : {}) },
    })),
  );
  await appendAudit(tx, ctx, closings.map(auditOf));
  await emitEvents(
    tx,
    ctx,
    closings.map(({ change, action }) => ({
      type: "change.decided" as const,
      payload: { change_request_id: change.id, order_id: change.orderId, state: changeMachine.actions[action].to },
    })),
  );
}

async function close(tx: Tx, ctx: Ctx, { change, action, reason, appliedVersion }: Closing, at: Date): Promise<void> {
  const state = next(changeMachine, change.state, action);
  const decider = { decidedById: "id" in ctx.actor ? ctx.actor.id : null, decidedBy: actorLabel(ctx.actor) };
  const set = state && { state, ...decider, decidedAt: at, decisionReason: reason, appliedVersion: appliedVersion ?? null };
  if (set && (await decideChange(tx, change.id, set))) return;
  throw conflict("versions.already_decided", `The request is "${change.state}" already.`, { state: change.state, by: change.decidedBy ?? "" });
}

function auditOf({ change, action, reason, appliedVersion }: Closing): NewAuditEntry {
  return {
    action: `versions.${action}`,
    entityType: "change_request",
    entityId: change.id,
    orderIds: [change.orderId],
    reason: reason ?? undefined,
    before: { state: change.state, base_version: change.baseVersion },
    after: {
      state: changeMachine.actions[action].to,
      sentences: change.sentences,
      diff: change.diff,
      requested_by: change.requestedBy,
      ...(appliedVersion ? { version: appliedVersion } : {}),
    },
  };
}
