import { and, eq, lt, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema/security";
import type { Executor } from "@/db/transaction";

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect;
type Key = { actorId: string; key: string };

/** No request runs this long: a claim without an answer that is older was left by a process that died. */
const ABANDONED = sql`now() - interval '2 minutes'`;

/** True when this request is the first with its key, or takes over from one that died before it could answer. */
export async function claimKey(db: Executor, row: Key & { requestHash: string }): Promise<boolean> {
  const done = await db
    .insert(idempotencyKeys)
    .values(row)
    .onConflictDoUpdate({
      target: [idempotencyKeys.actorId, idempotencyKeys.key],
      set: { createdAt: sql`now()` },
      setWhere: sql`${idempotencyKeys.status} is null and ${idempotencyKeys.requestHash} = excluded.request_hash and ${idempotencyKeys.createdAt} < ${ABANDONED}`,
    })
    .returning({ key: idempotencyKeys.key });
  return done.length > 0;
}

export async function findOptionalKey(db: Executor, { actorId, key }: Key): Promise<IdempotencyRow | null> {
  const [row] = await db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.actorId, actorId), eq(idempotencyKeys.key, key)))
    .limit(1);
  return row ?? null;
}

export async function saveAnswer(db: Executor, input: Key & { status: number; response: unknown }): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ status: input.status, response: input.response })
    .where(and(eq(idempotencyKeys.actorId, input.actorId), eq(idempotencyKeys.key, input.key)));
}

export async function deleteKey(db: Executor, { actorId, key }: Key): Promise<void> {
  await db.delete(idempotencyKeys).where(and(eq(idempotencyKeys.actorId, actorId), eq(idempotencyKeys.key, key)));
}

export async function deleteOldKeys(db: Executor, days: number): Promise<number> {
  const done = await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - make_interval(days => ${days})`));
  return done.count;
}
