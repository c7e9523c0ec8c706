import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { invalid, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { inboxOriginalPlace, inboxPlace } from "../core/inbox-place";
import { maskPayload } from "../core/mask-payload";
import { type PushPayloadView, type ViewPushInput, viewPushSchema } from "../core/repair-view";
import { findOptionalPush } from "../store/inbox-store";

/** What a push holds, personal data masked; in full for a stated purpose. Each look is an audit entry. */
export async function viewPush(ctx: Ctx, input: ViewPushInput): Promise<PushPayloadView> {
  requirePermission(ctx, "inbox.repair");
  const { inbox_id: id, reveal, purpose } = parseInput(viewPushSchema, input);
  if (reveal && purpose === "") throw invalid("inbox.purpose_missing", "Personal data is shown for a stated purpose only.");
  return withTransaction(async (tx) => {
    const row = await findOptionalPush(tx, id);
    if (!row) throw notFound("inbox", "push", id);
    await appendAudit(tx, ctx, [
      {
        action: reveal ? "inbox.reveal" : "inbox.view",
        entityType: "push",
        entityId: id,
        reason: purpose || undefined,
        after: { source: row.source, topic: row.topic, state: row.state },
      },
    ]);
    const show = (payload: unknown) => JSON.stringify(reveal ? payload : maskPayload(payload), null, 2);
    return {
      id,
      topic: row.topic,
      state: row.state,
      reason: row.reason ?? "",
      masked: !reveal,
      payload: show(openJson(inboxPlace(id), row.payload)),
      original: row.originalPayload ? show(openJson(inboxOriginalPlace(id), row.originalPayload)) : null,
      repaired_by: row.repairedBy,
    };
  });
}
