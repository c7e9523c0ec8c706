import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { isId } from "@/lib/shared/ids";
import { decodeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type AuditEntryView, type AuditFilter, auditFilterSchema } from "../core/audit-view";
import { type AuditQuery, listAuditRows, type StoredAuditRow } from "../store/audit-store";

/** Acts, newest first. `entity` is "order:<id>", an entity type, or an entity id. */
export async function listAudit(ctx: Ctx, input: AuditFilter): Promise<{ audit: AuditEntryView[]; next_cursor: string | null }> {
  requirePermission(ctx, "audit.read");
  const filter = parseInput(auditFilterSchema, input);
  const rows = await listAuditRows(reader(), {
    ...entityOf(filter.entity),
    actor: filter.actor,
    action: filter.action,
    ...(filter.order ? { orderId: filter.order } : {}),
    from: filter.from ? new Date(filter.from) : undefined,
    to: filter.to ? new Date(filter.to) : undefined,
    before: filter.cursor ? positionOf(filter.cursor) : undefined,
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
function entityOf(entity: string | undefined): Pick<AuditQuery, "entityType" | "entityId" | "orderId"> {
  if (!entity) return {};
  const [type = "", id] = entity.split(":", 2);
  if (id === undefined) return isId(type) ? { entityId: type } : { entityType: type };
  return type === "order" && isId(id) ? { orderId: id } : { entityType: type, entityId: id };
}

function positionOf(cursor: string): { at: Date; id: string } {
  const [at, id] = decodeCursor(cursor);
  return { at: new Date(String(at)), id: String(id) };
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
