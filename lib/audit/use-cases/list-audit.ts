import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { isId } from "@/lib/shared/ids";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type AuditEntryView, type AuditFilter, type AuditPageView, auditFilterSchema } from "../core/audit-view";
import { type AuditQuery, listAuditRows, type StoredAuditRow } from "../store/audit-store";

/** Acts, newest first. `entity` is "order:<id>", an entity type, or an entity id. */
export async function listAudit(ctx: Ctx, input: AuditFilter): Promise<AuditPageView> {
  requirePermission(ctx, "audit.read");
  const filter = parseInput(auditFilterSchema, input);
  const rows = await listAuditRows(reader(), {
    ...entityOf(filter.entity),
    ...actorOf(filter.actor),
    ...(filter.order_ids ? { orderIds: filter.order_ids } : {}),
    id: filter.entry,
    action: filter.action,
    from: filter.from ? new Date(filter.from) : undefined,
    to: filter.to ? new Date(filter.to) : undefined,
    before: filter.cursor ? decodeTimeCursor(filter.cursor) : undefined,
    limit: filter.limit + 1,
  });
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    audit: page.map(entryView),
    next_cursor: rows.length > filter.limit && last ? encodeCursor([last.at.toISOString(), last.id]) : null,
  };
}

/** "order:<id>" finds every act that touched the order, also as one of several. */
function entityOf(entity: string | undefined): Pick<AuditQuery, "entityType" | "entityId" | "orderIds"> {
  if (!entity) return {};
  const [type = "", id] = entity.split(":", 2);
  if (id === undefined) return isId(type) ? { entityId: type } : { entityType: type };
  return type === "order" && isId(id) ? { orderIds: [id] } : { entityType: type, entityId: id };
}

const KIND = "kind:";

function actorOf(actor: string | undefined): Pick<AuditQuery, "actor" | "actorKind"> {
  return actor?.startsWith(KIND) ? { actorKind: actor.slice(KIND.length) } : { actor };
}

function entryView(row: StoredAuditRow): AuditEntryView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName, role: row.actorRole },
    action: row.action,
    entity_type: row.entityType,
    entity_id: row.entityId,
    order_ids: row.orderIds,
    reason: row.reason,
    before: row.before ?? null,
    after: row.after ?? null,
    request_id: row.requestId,
    seq: row.seq,
    hash: row.hash,
  };
}
