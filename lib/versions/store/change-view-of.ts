import { openJson, type Sealed, sealJson } from "@/lib/security/crypto/field-cipher";
import type { Actor } from "@/lib/shared/context";
import type { ChangeAction } from "@/lib/versions/core/change-action";
import type { ActiveChangeView, ChangeRequestView } from "@/lib/versions/core/change-view";
import { moneyEffect } from "@/lib/versions/core/money-effect";
import { permittedActs } from "@/lib/versions/core/permitted-acts";
import type { ChangeListing, ChangeRow } from "./change-store";

const place = (id: string) => `change_requests.actions:${id}`;

export function sealActions(id: string, actions: readonly ChangeAction[]): Sealed {
  return sealJson(place(id), actions);
}

export function actionsOf(row: Pick<ChangeRow, "id" | "actions">): ChangeAction[] {
  return openJson<ChangeAction[]>(place(row.id), row.actions);
}

export function activeViewOf(row: ChangeRow): ActiveChangeView {
  return { id: row.id, requested_by: row.requestedBy, created_at: row.createdAt.toISOString(), due_at: row.dueAt.toISOString() };
}

/** A request as pages and the API show it, with what `reader` may do with it at `now`. */
export function changeViewOf(listing: ChangeListing, reader: Actor, now: Date): ChangeRequestView {
  const { change } = listing;
  return {
    id: change.id,
    order: orderOf(listing),
    base_version: change.baseVersion,
    state: change.state,
    action_types: change.actionTypes,
    sentences: change.sentences,
    diff: change.diff,
    money: moneyEffect(change.diff, listing.order.paidAmount),
    reason: change.reason,
    risk: change.risk,
    approval: { required_roles: change.requiredRoles, due_at: change.dueAt.toISOString(), on_expiry: "not_applied" },
    requested_by: change.requestedBy,
    requested_by_id: change.requestedById,
    created_at: change.createdAt.toISOString(),
    decided_by: change.decidedBy,
    decided_at: change.decidedAt?.toISOString() ?? null,
    decision_reason: change.decisionReason,
    applied_version: change.appliedVersion,
    acts: permittedActs(reader, change, now),
  };
}

function orderOf({ order, shopName }: ChangeListing): ChangeRequestView["order"] {
  return {
    id: order.id,
    external_id: order.externalId,
    platform: order.platform,
    shop_name: shopName,
    status: order.status,
    version: order.version,
    item_summary: order.itemSummary,
    paid_amount: order.paidAmount,
    promised_ship_at: order.promisedShipAt?.toISOString() ?? null,
  };
}
