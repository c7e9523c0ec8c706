import type { Tx } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { applyRefunds, settledRefunds, type ToldRefund } from "@/lib/orders/core/apply-refunds";
import { canonicalJson, contentFromIncoming, fillFromOlder, mergePlatformContent, type Ownership } from "@/lib/orders/core/incoming-content";
import type { IngestOutcome, IngestResult } from "@/lib/orders/core/incoming-order";
import { platformFacts } from "@/lib/orders/core/platform-facts";
import type { VersionOrigin } from "@/lib/orders/core/snapshot";
import type { Ctx } from "@/lib/shared/context";
import { groupBy } from "@/lib/shared/group-by";
import type { OrderRow } from "../store/order-columns";
import { listLines, listOrderIds, lockOrders, saveOrderRows } from "../store/order-store";
import { listToldRefunds } from "../store/refund-store";
import { contentOfRow } from "../store/snapshot-of";
import { appendOrderEvents } from "./append-order-events";
import { createOrders } from "./create-orders";
import { type IncomingRow, sourceIndexOf } from "./incoming-row";
import { type VersionWrite, writeOrderVersions } from "./write-order-versions";

type Origin = Extract<VersionOrigin, "platform" | "import" | "manual">;
type Indexed = { index: number; result: IngestResult };

/** Step: one round (no order twice, sorted by key): creates what is new, updates the rest by compare-and-set. */
export async function applyIncoming(tx: Tx, ctx: Ctx, input: { rows: IncomingRow[]; origin: Origin }): Promise<Indexed[]> {
  const known = await idsOf(tx, input.rows);
  const fresh = input.rows.filter((row) => !known.has(keyOf(row)));
  const created = await createOrders(tx, ctx, { rows: fresh, origin: input.origin });
  const lost = fresh.filter((row) => !created.has(row.index));
  const existing = [...input.rows.filter((row) => known.has(keyOf(row))), ...lost];
  const ids = lost.length > 0 ? await idsOf(tx, existing) : known;
  const updated = await updateOrders(tx, ctx, { rows: existing, ids, origin: input.origin });
  const made = fresh.flatMap((row) => {
    const id = created.get(row.index);
    return id === undefined ? [] : [{ index: row.index, result: answer(row, "created", id) }];
  });
  return [...made, ...updated];
}

async function updateOrders(tx: Tx, ctx: Ctx, input: { rows: IncomingRow[]; ids: Map<string, string>; origin: Origin }): Promise<Indexed[]> {
  if (input.rows.length === 0) return [];
  const locked = new Map((await lockOrders(tx, [...new Set(input.ids.values())])).map((row) => [row.id, row]));
  const lines = groupBy(await listLines(tx, [...locked.keys()]), (line) => line.orderId);
  const told = await listToldRefunds(tx, [...locked.keys()]);
  const judged = input.rows.flatMap((incoming) => {
    const row = locked.get(input.ids.get(keyOf(incoming)) ?? "");
    if (!row) return [];
    const refunds = settledRefunds(told.get(row.id) ?? []);
    return [{ incoming, ...judge({ incoming, row, lines: lines.get(row.id) ?? [], refunds, origin: input.origin }) }];
  });
  const writes = judged.flatMap((entry) => (entry.write ? [entry.write] : []));
  await writeOrderVersions(tx, ctx, writes);
  await saveOrderRows(
    tx,
    judged.flatMap((entry) => (entry.touch ? [entry.touch] : [])),
  );
  await appendOrderEvents(
    tx,
    ctx,
    judged.flatMap(({ incoming, orderId }) => platformFacts(incoming.order).map((fact) => ({ ...fact, orderId }))),
    // A new version may have moved the buyer's ship-after, and settled or raised an exception.
    writes.map(({ row }) => row.id),
  );
  await appendAudit(
    tx,
    ctx,
    writes.map(({ row }) => ({
      action: "orders.ingest_update",
      entityType: "order",
      entityId: row.id,
      orderIds: [row.id],
      after: { external_id: row.externalId, version: row.version + 1, origin: input.origin },
    })),
  );
  return judged.map(({ incoming, outcome, orderId }) => ({ index: incoming.index, result: answer(incoming, outcome, orderId) }));
}

type Judgement = { outcome: IngestOutcome; orderId: string; write?: VersionWrite; touch?: OrderRow };

type Judged = {
  incoming: IncomingRow;
  row: OrderRow;
  lines: Parameters<typeof contentOfRow>[1];
  refunds: readonly ToldRefund[];
  origin: Origin;
};

/** Compare-and-set on the platform's modified time; an equal time with other content is applied again. */
function judge(input: Judged): Judgement {
  const { incoming, row } = input;
  const orderId = row.id;
  const modifiedAt = new Date(incoming.order.modified_at);
  if (modifiedAt < row.modifiedAt) return judgeOlder(input);
  const sourceIndex = sourceIndexOf(incoming.order);
  if (sourceIndex === row.sourceIndex) {
    return modifiedAt > row.modifiedAt ? { outcome: "unchanged", orderId, touch: { ...row, modifiedAt } } : { outcome: "unchanged", orderId };
  }
  const before = contentOfRow(row, input.lines);
  const merged = mergePlatformContent({ current: before, incoming: contentFromIncoming(incoming.order), owned: ownedOf(row) });
  const content = applyRefunds(merged, input.refunds);
  const columns = { modifiedAt, sourceIndex };
  if (canonicalJson(content) === canonicalJson(before)) return { outcome: "updated", orderId, touch: { ...row, ...columns } };
  return { outcome: "updated", orderId, write: { row, before, content, origin: input.origin, reason: "", columns } };
}

/** Nothing of an older message is news, unless the platform had hidden the receiver by the time it was first told. */
function judgeOlder({ incoming, row, lines, origin }: Judged): Judgement {
  const stale: Judgement = { outcome: "stale", orderId: row.id };
  // Asked of the masks first: most of what is late is late for nothing, and opening a receiver costs.
  if (row.receiverNameMasked !== "" || row.receiverAddressMasked !== "") return stale;
  const before = contentOfRow(row, lines);
  const content = fillFromOlder({ current: before, incoming: contentFromIncoming(incoming.order), owned: ownedOf(row) });
  return content ? { outcome: "updated", orderId: row.id, write: { row, before, content, origin, reason: "" } } : stale;
}

function ownedOf(row: OrderRow): Ownership {
  return { receiverEdited: row.receiverEditedAt !== null, linesEdited: row.linesEditedAt !== null };
}

async function idsOf(tx: Tx, rows: IncomingRow[]): Promise<Map<string, string>> {
  const found = await listOrderIds(
    tx,
    rows.map((row) => ({ shopId: row.shop.id, externalId: row.order.external_id })),
  );
  return new Map(found.map((row) => [`${row.shopId} ${row.externalId}`, row.id]));
}

function keyOf(row: IncomingRow): string {
  return `${row.shop.id} ${row.order.external_id}`;
}

function answer(row: IncomingRow, outcome: IngestOutcome, orderId: string): IngestResult {
  return { external_id: row.order.external_id, outcome, order_id: orderId, errors: [] };
}
