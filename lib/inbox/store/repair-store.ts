import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { inbox } from "@/db/schema/inbox";
import type { Executor, Tx } from "@/db/transaction";
import { inboxMachine } from "../core/inbox-state";
import type { InboxRow } from "./inbox-store";

export async function lockOptionalPush(tx: Tx, id: string): Promise<InboxRow | null> {
  const [row] = await tx.select().from(inbox).where(eq(inbox.id, id)).for("update");
  return row ?? null;
}

/** The guarded write of a repair: another payload, worked on from the beginning. False when the push is not dead or parked any more. */
export async function saveRepair(tx: Tx, id: string, repair: Pick<InboxRow, "payload" | "originalPayload" | "repairedBy">): Promise<boolean> {
  const { from, to } = inboxMachine.actions.replay;
  const saved = await tx
    .update(inbox)
    .set({ ...repair, state: to, reason: null, waitsFor: null, attempts: 0 })
    .where(and(eq(inbox.id, id), inArray(inbox.state, [...from])))
    .returning({ id: inbox.id });
  return saved.length > 0;
}

export type DeadFilter = { shopId?: string; reason?: string; ids?: string[] };

/** Dead letters of a shop, of a reason, or named; oldest first. */
export async function listDeadIds(executor: Executor, filter: DeadFilter & { limit: number }): Promise<string[]> {
  const rows = await executor
    .select({ id: inbox.id })
    .from(inbox)
    .where(deadOf(filter))
    .orderBy(asc(inbox.receivedAt), asc(inbox.id))
    .limit(filter.limit);
  return rows.map((row) => row.id);
}

export async function countDead(executor: Executor, filter: DeadFilter): Promise<number> {
  const [row] = await executor.select({ count: sql<number>`count(*)::int` }).from(inbox).where(deadOf(filter));
  return row?.count ?? 0;
}

function deadOf({ shopId, reason, ids }: DeadFilter) {
  return and(
    eq(inbox.state, "dead"),
    shopId ? eq(inbox.shopId, shopId) : undefined,
    reason ? sql`position(${reason} in ${inbox.reason}) > 0` : undefined,
    ids ? inArray(inbox.id, ids) : undefined,
  );
}
