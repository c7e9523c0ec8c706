import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { env } from "@/lib/shared/env";
import { endpointMachine } from "../core/delivery-state";
import { webhookPlace } from "../core/webhook-place";
import { healthAfter, nextAttemptAt } from "../core/webhook-retry";
import { type PostResult, postWebhook } from "../http/post-webhook";
import { signWebhook } from "../http/webhook-signature";
import {
  claimDeliveries,
  type DeliveryRow,
  type EndpointRow,
  findOptionalEndpoint,
  lockOptionalEndpoint,
  settleDelivery,
  updateEndpoint,
} from "../store/webhook-store";

/** Messages on their way to one endpoint at a time. */
const AT_ONCE = 8;
/** Past the longest attempt: another sender may then take a message whose sender died. */
const CLAIM_MS = 30_000;
/** One run sends so many rounds; the schedule brings the rest, and other endpoints their turn. */
const MOST_ROUNDS = 50;

/** Sends what is due to one endpoint, oldest event first, until nothing is due or the endpoint rests. */
export async function sendWebhooks(ctx: Ctx, input: { endpoint_id: string }): Promise<{ delivered: number; failed: number }> {
  requirePermission(ctx, "jobs.rerun");
  const counts = { delivered: 0, failed: 0 };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = ctx.clock.now();
    const endpoint = await findOptionalEndpoint(reader(), input.endpoint_id);
    if (endpoint?.state !== "active" || (endpoint.retryAt && endpoint.retryAt > now)) break;
    const until = new Date(now.getTime() + CLAIM_MS);
    const due = await claimDeliveries(reader(), { endpointId: endpoint.id, now, until, limit: endpoint.failures > 0 ? 1 : AT_ONCE });
    if (due.length === 0) break;
    const results = await Promise.all(due.map((delivery) => attempt(ctx, endpoint, delivery)));
    for (const ok of results) counts[ok ? "delivered" : "failed"] += 1;
  }
  return counts;
}

async function attempt(ctx: Ctx, endpoint: EndpointRow, delivery: DeliveryRow): Promise<boolean> {
  const at = ctx.clock.now();
  const body = JSON.stringify({ type: delivery.type, timestamp: delivery.occurredAt.toISOString(), data: delivery.payload });
  const headers = signWebhook({ secrets: secretsOf(endpoint, at), id: delivery.eventId, at, body });
  const result = await postWebhook({ url: endpoint.url, headers, body, allowPrivate: env().TONGDAN_PRIVATE_WEBHOOKS === "on" });
  const ok = result.error === null;
  await settleDelivery(reader(), delivery.id, ok ? delivered(result, at) : failed(result, delivery, at));
  await tellHealth(ctx, endpoint.id, { ok, at });
  return ok;
}

function secretsOf(endpoint: EndpointRow, at: Date): string[] {
  const { id, secret, previousSecret, previousSecretUntil } = endpoint;
  const both = previousSecret && previousSecretUntil && previousSecretUntil > at;
  return [openText(webhookPlace("secret", id), secret), ...(both ? [openText(webhookPlace("previous_secret", id), previousSecret)] : [])];
}

function delivered({ status, durationMs }: PostResult, at: Date): Partial<DeliveryRow> {
  return { state: "delivered", deliveredAt: at, nextTryAt: null, lastStatus: status, lastError: null, lastDurationMs: durationMs };
}

function failed(result: PostResult, delivery: DeliveryRow, at: Date): Partial<DeliveryRow> {
  const { status, error, durationMs, retryAfterMs } = result;
  const nextTryAt = nextAttemptAt({ attempts: delivery.attempts, at, random: Math.random(), retryAfterMs });
  return { state: nextTryAt ? "pending" : "failed", nextTryAt, lastStatus: status, lastError: error, lastDurationMs: durationMs };
}

async function tellHealth(ctx: Ctx, id: string, outcome: { ok: boolean; at: Date }): Promise<void> {
  const known = await findOptionalEndpoint(reader(), id);
  // The usual case, a success after a success, costs no write.
  if (!known || (outcome.ok && known.failures === 0)) return;
  await withTransaction(async (tx) => {
    const row = await lockOptionalEndpoint(tx, id);
    if (!row) return;
    const { disable, ...health } = healthAfter(row, outcome);
    const off = disable && endpointMachine.actions.disable.from.some((state) => state === row.state);
    const reason = `nothing was taken since ${health.failingSince?.toISOString()}`;
    await updateEndpoint(tx, id, { ...health, ...(off ? { state: "disabled", stateReason: reason } : {}) });
    if (!off) return;
    await appendAudit(tx, ctx, [
      { action: "events.disable_endpoint", entityType: "webhook_endpoint", entityId: id, reason, after: { url: row.url } },
    ]);
  });
}
