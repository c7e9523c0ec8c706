import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openText, sealJson, sealText } from "@/lib/security/crypto/field-cipher";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { conflict, invalid, notFound } from "@/lib/shared/errors";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { parseInput } from "@/lib/shared/parse-input";
import { inboxOriginalPlace, inboxPlace } from "../core/inbox-place";
import { inboxMachine } from "../core/inbox-state";
import { type RepairPushInput, repairPushSchema } from "../core/repair-view";
import { lockOptionalPush, saveRepair } from "../store/repair-store";

/**
 * Puts another payload in the place of one that could not be used, and works on it from the beginning. What came is
 * kept beside it; the audit says who and why, and nothing of what the payload holds.
 */
export async function repairPush(ctx: Ctx, input: RepairPushInput): Promise<{ inbox_id: string; state: "received" }> {
  requirePermission(ctx, "inbox.repair");
  const { inbox_id: id, payload: text, reason } = parseInput(repairPushSchema, input);
  const payload = parsePayload(text);
  await withTransaction(async (tx) => {
    const row = await lockOptionalPush(tx, id);
    if (!row) throw notFound("inbox", "push", id);
    if (!inboxMachine.actions.replay.from.includes(row.state)) {
      throw conflict("inbox.not_repairable", `The push is "${row.state}"; only dead or parked pushes are repaired.`, { state: row.state });
    }
    const before = openText(inboxPlace(id), row.payload);
    if (before === JSON.stringify(payload)) throw invalid("inbox.nothing_repaired", "The payload is as it was: replay the push instead.");
    const repair = {
      payload: sealJson(inboxPlace(id), payload),
      originalPayload: row.originalPayload ?? sealText(inboxOriginalPlace(id), before),
      repairedBy: actorLabel(ctx.actor),
    };
    await saveRepair(tx, id, repair);
    await enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: id }, key: `inbox:${id}` });
    await appendAudit(tx, ctx, [
      {
        action: "inbox.repair",
        entityType: "push",
        entityId: id,
        reason,
        before: { state: row.state, reason: row.reason },
        after: { state: "received", source: row.source, topic: row.topic },
      },
    ]);
  });
  return { inbox_id: id, state: "received" };
}

/** The error names the place, not what stands there. */
function parsePayload(text: string): object {
  let payload: unknown;
  try {
    payload = parseLosslessJson(text);
  } catch {
    throw invalid("inbox.not_json", "The payload is not JSON.", [{ path: "payload", message: "must be JSON" }]);
  }
  if (payload !== null && typeof payload === "object") return payload;
  throw invalid("inbox.not_json", "The payload must be a JSON object or list.", [{ path: "payload", message: "must be an object or a list" }]);
}
