import { reader } from "@/db/transaction";
import { foldLifecycle } from "@/lib/orders/core/lifecycle";
import { itemCount, itemSummary, type OrderContent } from "@/lib/orders/core/order-content";
import { isLifecycleEvent } from "@/lib/orders/core/order-event";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import { maskAddress, maskName, maskPhone, maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { invalid, notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { listEvents } from "../store/event-store";
import { findOptionalListed, type ListedOrder, listOpenExceptions, listOpenHolds } from "../store/list-store";
import { listLines } from "../store/order-store";
import { iso, orderRowViewOf } from "../store/order-view-of";
import { contentOfRow } from "../store/snapshot-of";
import { listVersionsAscending, versionContent } from "../store/version-store";

/** One order, personal data masked. `as_of` answers as it stood then: the version and the fold of that moment. */
export async function getOrder(ctx: Ctx, input: { id: string; as_of?: string }): Promise<OrderDetailView> {
  requirePermission(ctx, "orders.read");
  const listed = isId(input.id) ? await findOptionalListed(reader(), input.id) : null;
  if (!listed) throw notFound("orders", "order", input.id);
  const [lines, exceptions, holds] = await Promise.all([
    listLines(reader(), [input.id]),
    listOpenExceptions(reader(), input.id),
    listOpenHolds(reader(), input.id),
  ]);
  const now = detail(listed, contentOfRow(listed.order, lines), {
    exceptions: exceptions.map((row) => ({
      id: row.id,
      type: row.type,
      detail: row.detail,
      opened_at: row.openedAt.toISOString(),
      due_at: iso(row.dueAt),
    })),
    holds: holds.map((row) => ({ id: row.id, reason: row.reason, owner: row.owner, until: iso(row.until), created_at: row.createdAt.toISOString() })),
  });
  return input.as_of === undefined ? now : asOf(now, input.as_of);
}

function detail(listed: ListedOrder, content: OrderContent, open: Pick<OrderDetailView, "exceptions" | "holds">): OrderDetailView {
  const { order } = listed;
  return {
    ...orderRowViewOf(listed),
    ...contentPart(content),
    ...open,
    modified_at: order.modifiedAt.toISOString(),
    ready_at: iso(order.readyAt),
    shipped_at: iso(order.shippedAt),
    delivered_at: iso(order.deliveredAt),
    completed_at: iso(order.completedAt),
    cancelled_at: iso(order.cancelledAt),
    printed_at: iso(order.printedAt),
    token_kind: order.tokenKind,
    receiver_edited: order.receiverEditedAt !== null,
    lines_edited: order.linesEditedAt !== null,
    as_of: null,
  };
}

/** What a version keeps, as the page shows it. */
function contentPart(content: OrderContent) {
  const { receiver } = content;
  return {
    amounts: content.amounts,
    paid_amount: content.amounts.paid,
    lines: content.lines,
    item_summary: itemSummary(content.lines),
    item_count: itemCount(content.lines),
    warehouse: content.warehouse,
    carrier: content.carrier,
    buyer_note: maskPhonesInText(content.buyer_note),
    seller_note: maskPhonesInText(content.seller_note),
    ship_after: content.ship_after,
    promised_ship_at: content.promised_ship_at,
    flags: content.flags,
    custom: content.custom,
    receiver: {
      name: maskName(receiver.name),
      phone: maskPhone(receiver.phone),
      province: receiver.province,
      city: receiver.city,
      district: receiver.district,
      address: maskAddress(receiver.town + receiver.address),
    },
  };
}

async function asOf(now: OrderDetailView, instant: string): Promise<OrderDetailView> {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()))
    throw invalid("orders.bad_as_of", `as_of must be an RFC 3339 instant, got "${instant}".`, [{ path: "as_of", message: `got "${instant}"` }]);
  const versions = (await listVersionsAscending(reader(), now.id)).filter((row) => row.createdAt <= at);
  const version = versions.at(-1);
  if (!version) throw notFound("orders", "order", `${now.id} as of ${instant}`);
  const facts = (await listEvents(reader(), now.id)).flatMap(({ type, occurredAt, recordedAt, source, sourceEventId }) =>
    isLifecycleEvent(type) && recordedAt <= at ? [{ type, occurredAt, source, sourceEventId }] : [],
  );
  const fold = foldLifecycle(facts);
  return {
    ...now,
    ...contentPart(versionContent(version)),
    version: version.version,
    status: fold.status,
    stage_since: (fold.since ?? new Date(now.placed_at)).toISOString(),
    ready_at: iso(fold.reached.ready_to_ship ?? null),
    shipped_at: iso(fold.reached.shipped ?? null),
    delivered_at: iso(fold.reached.delivered ?? null),
    completed_at: iso(fold.reached.completed ?? null),
    cancelled_at: iso(fold.reached.cancelled ?? null),
    as_of: at.toISOString(),
  };
}
