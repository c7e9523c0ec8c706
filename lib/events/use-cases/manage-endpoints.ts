import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openText, sealText } from "@/lib/security/crypto/field-cipher";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { conflict, invalid, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { next } from "@/lib/shared/state-machine";
import { deliveryMachine, endpointMachine } from "../core/delivery-state";
import { webhookPlace } from "../core/webhook-place";
import {
  type CreateEndpointInput,
  createEndpointSchema,
  type DeliveryFilter,
  type DeliveryPage,
  type DeliveryView,
  deliveryFilterSchema,
  type EndpointActionInput,
  type EndpointView,
  endpointActionSchema,
  type RedeliverInput,
  redeliverSchema,
} from "../core/webhook-view";
import { newWebhookSecret } from "../http/webhook-signature";
import {
  countDeliveries,
  type DeliveryRow,
  deleteEndpoint,
  type EndpointRow,
  findOptionalEndpoint,
  insertEndpoint,
  listDeliveryRows,
  listEndpointRows,
  lockOptionalEndpoint,
  resetDeliveries,
  updateEndpoint,
} from "../store/webhook-store";
import { wake } from "./queue-webhooks";

/** A receiver has a day to take over the new secret; both sign until then. */
const OVERLAP_MS = 24 * 3_600_000;

/** From now on every event of these types is sent there, signed with the secret that is answered once. */
export async function createEndpoint(ctx: Ctx, input: CreateEndpointInput): Promise<{ endpoint_id: string; secret: string }> {
  requirePermission(ctx, "webhooks.manage");
  const { url, description, types } = parseInput(createEndpointSchema, input);
  const { username, password } = new URL(url);
  if (username || password)
    throw invalid("events.url_with_password", "The address must not hold a user name or password.", [
      { path: "url", message: "holds a user name or password" },
    ]);
  const id = newId();
  const secret = newWebhookSecret();
  return withTransaction(async (tx) => {
    const sealed = sealText(webhookPlace("secret", id), secret);
    await insertEndpoint(tx, { id, url, description, types, secret: sealed, actorName: actorLabel(ctx.actor), createdAt: ctx.clock.now() });
    await appendAudit(tx, ctx, [{ action: "events.create_endpoint", entityType: "webhook_endpoint", entityId: id, after: { url, types } }]);
    return { endpoint_id: id, secret };
  });
}

/** Pause keeps what comes for later; rotating answers the new secret once, and the old one signs along for a day. */
export async function changeEndpoint(ctx: Ctx, input: EndpointActionInput): Promise<{ endpoint_id: string; state: string; secret: string | null }> {
  requirePermission(ctx, "webhooks.manage");
  const { endpoint_id: id, action } = parseInput(endpointActionSchema, input);
  return withTransaction(async (tx) => {
    const row = await lockOptionalEndpoint(tx, id);
    if (!row) throw notFound("events", "webhook_endpoint", id);
    const result = await apply(tx, ctx, { row, action });
    await appendAudit(tx, ctx, [
      {
        action: `events.${action}_endpoint`,
        entityType: "webhook_endpoint",
        entityId: id,
        before: { state: row.state },
        after: { state: result.state, url: row.url },
      },
    ]);
    return { endpoint_id: id, ...result };
  });
}

type Change = { state: string; secret: string | null };

async function apply(
  tx: Parameters<typeof updateEndpoint>[0],
  ctx: Ctx,
  input: { row: EndpointRow; action: EndpointActionInput["action"] },
): Promise<Change> {
  const { row, action } = input;
  if (action === "remove") {
    await deleteEndpoint(tx, row.id);
    return { state: "removed", secret: null };
  }
  if (action === "rotate_secret") {
    const secret = newWebhookSecret();
    const previous = sealText(webhookPlace("previous_secret", row.id), openText(webhookPlace("secret", row.id), row.secret));
    await updateEndpoint(tx, row.id, {
      secret: sealText(webhookPlace("secret", row.id), secret),
      previousSecret: previous,
      previousSecretUntil: new Date(ctx.clock.now().getTime() + OVERLAP_MS),
    });
    return { state: row.state, secret };
  }
  const state = next(endpointMachine, row.state, action);
  if (!state) throw conflict("events.endpoint_state", `The endpoint is "${row.state}": it cannot ${action}.`, { state: row.state, action });
  const fresh = state === "active" ? { failures: 0, failingSince: null, retryAt: null } : {};
  await updateEndpoint(tx, row.id, { state, stateReason: "", ...fresh });
  if (state === "active") await wake(tx, row.id);
  return { state, secret: null };
}

/** Sends again: one delivery, or all of a stretch; the receiver knows them by their `webhook-id`. */
export async function redeliver(ctx: Ctx, input: RedeliverInput): Promise<{ endpoint_id: string; redelivered: number }> {
  requirePermission(ctx, "webhooks.manage");
  const { endpoint_id: id, delivery_id, from, to, only_failed } = parseInput(redeliverSchema, input);
  if (!delivery_id && !from) throw invalid("events.redeliver_what", "Name a delivery, or from when.", [{ path: "from", message: "is missing" }]);
  return withTransaction(async (tx) => {
    if (!(await lockOptionalEndpoint(tx, id))) throw notFound("events", "webhook_endpoint", id);
    const redelivered = await resetDeliveries(tx, {
      endpointId: id,
      states: only_failed && !delivery_id ? ["failed"] : deliveryMachine.actions.redeliver.from,
      id: delivery_id,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
      now: ctx.clock.now(),
    });
    if (redelivered > 0) await wake(tx, id);
    await appendAudit(tx, ctx, [
      { action: "events.redeliver", entityType: "webhook_endpoint", entityId: id, after: { redelivered, from: from ?? null, to: to ?? null } },
    ]);
    return { endpoint_id: id, redelivered };
  });
}

export async function listEndpoints(ctx: Ctx): Promise<{ endpoints: EndpointView[] }> {
  requirePermission(ctx, "webhooks.manage");
  const [rows, counts] = await Promise.all([listEndpointRows(reader()), countDeliveries(reader())]);
  return { endpoints: rows.map((row) => endpointViewOf(row, counts.get(row.id))) };
}

/** The delivery log of one endpoint, newest first. */
export async function listDeliveries(ctx: Ctx, input: { endpoint_id: string } & DeliveryFilter): Promise<DeliveryPage> {
  requirePermission(ctx, "webhooks.manage");
  const { endpoint_id: endpointId, ...rest } = input;
  const filter = parseInput(deliveryFilterSchema, rest);
  const before = filter.cursor ? positionOf(filter.cursor) : undefined;
  if (!(await findOptionalEndpoint(reader(), endpointId))) throw notFound("events", "webhook_endpoint", endpointId);
  const rows = await listDeliveryRows(reader(), { endpointId, state: filter.state, before, limit: filter.limit + 1 });
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    deliveries: page.map(deliveryViewOf),
    next_cursor: rows.length > filter.limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

function endpointViewOf(row: EndpointRow, counts = { waiting: 0, failed: 0 }): EndpointView {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types,
    state: row.state,
    state_reason: row.stateReason,
    failing_since: iso(row.failingSince),
    rests_until: iso(row.retryAt),
    previous_secret_until: iso(row.previousSecretUntil),
    ...counts,
    created_at: row.createdAt.toISOString(),
  };
}

function deliveryViewOf(row: DeliveryRow): DeliveryView {
  return {
    id: row.id,
    event_id: row.eventId,
    type: row.type,
    state: row.state,
    attempts: row.attempts,
    last_status: row.lastStatus,
    last_error: row.lastError,
    last_duration_ms: row.lastDurationMs,
    occurred_at: row.occurredAt.toISOString(),
    next_try_at: row.nextTryAt?.toISOString() ?? null,
    delivered_at: row.deliveredAt?.toISOString() ?? null,
  };
}

function positionOf(cursor: string): { createdAt: Date; id: string } {
  const { at, id } = decodeTimeCursor(cursor);
  return { createdAt: at, id };
}
