import type { Tx } from "@/db/transaction";
import type { NewAuditEntry } from "@/lib/audit/core/audit-entry";
import type { Actor, Ctx } from "@/lib/shared/context";
import { type AuditRow, saveAuditEntries } from "../store/audit-store";

/** Writes the entries in the caller's transaction, so that no act is kept without its trace. */
export async function appendAudit(tx: Tx, ctx: Ctx, entries: NewAuditEntry[]): Promise<void> {
  const actor = actorColumns(ctx.actor);
  const at = ctx.clock.now();
  await saveAuditEntries(
    tx,
    entries.map((entry): AuditRow => ({ ...entry, ...actor, at, requestId: ctx.requestId, orderIds: entry.orderIds ?? [] })),
  );
}

function actorColumns(actor: Actor): Pick<AuditRow, "actorKind" | "actorId" | "actorName" | "actorRole"> {
  switch (actor.kind) {
    case "user":
    case "token":
      return { actorKind: actor.kind, actorId: actor.id, actorName: actor.name, actorRole: actor.role };
    case "system":
      return { actorKind: "system", actorId: actor.id, actorName: actor.name, actorRole: null };
    case "anonymous":
      return { actorKind: "anonymous", actorId: "anonymous", actorName: "", actorRole: null };
  }
}
