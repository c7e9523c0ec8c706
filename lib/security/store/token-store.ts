import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { apiTokens } from "@/db/schema/security";
import type { Executor, Tx } from "@/db/transaction";

export type TokenRow = typeof apiTokens.$inferSelect;

export async function insertToken(tx: Tx, row: typeof apiTokens.$inferInsert): Promise<void> {
  await tx.insert(apiTokens).values(row);
}

export async function findOptionalToken(db: Executor, tokenHash: string): Promise<TokenRow | null> {
  const [row] = await db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.tokenHash, tokenHash), isNull(apiTokens.revokedAt)))
    .limit(1);
  return row ?? null;
}

/** At most once a minute: not a write per request. */
export async function touchToken(db: Executor, id: string): Promise<void> {
  await db
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiTokens.id, id), sql`(${apiTokens.lastUsedAt} is null or ${apiTokens.lastUsedAt} < now() - interval '1 minute')`));
}

export function listTokenRows(db: Executor): Promise<TokenRow[]> {
  return db.select().from(apiTokens).orderBy(desc(apiTokens.createdAt));
}

export async function markTokenRevoked(tx: Tx, input: { id: string; at: Date }): Promise<TokenRow | null> {
  const [row] = await tx
    .update(apiTokens)
    .set({ revokedAt: input.at })
    .where(and(eq(apiTokens.id, input.id), isNull(apiTokens.revokedAt)))
    .returning();
  return row ?? null;
}
