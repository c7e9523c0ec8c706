import { asc, eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/security";
import type { Executor, Tx } from "@/db/transaction";

export type UserRow = typeof users.$inferSelect;

/** False when the address is taken. */
export async function insertUser(tx: Tx, row: typeof users.$inferInsert): Promise<boolean> {
  const done = await tx.insert(users).values(row).onConflictDoNothing({ target: users.email }).returning({ id: users.id });
  return done.length > 0;
}

export async function findOptionalUserByEmail(db: Executor, email: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.email, email)).limit(1);
  return row ?? null;
}

export async function findOptionalUser(db: Executor, id: string): Promise<UserRow | null> {
  const [row] = await db.select().from(users).where(eq(users.id, id)).limit(1);
  return row ?? null;
}

export function listUserRows(db: Executor): Promise<UserRow[]> {
  return db.select().from(users).orderBy(asc(users.createdAt), asc(users.id));
}

export async function updateUser(db: Executor, id: string, set: Partial<typeof users.$inferInsert>): Promise<boolean> {
  const done = await db.update(users).set(set).where(eq(users.id, id)).returning({ id: users.id });
  return done.length > 0;
}

/** Counts a failure in one statement, so that parallel guesses are all counted. */
export async function countFailedLogin(db: Executor, input: { id: string; lockAfter: number; lockSeconds: number }): Promise<void> {
  await db
    .update(users)
    .set({
      failedLogins: sql`${users.failedLogins} + 1`,
      lockedUntil: sql`case when ${users.failedLogins} + 1 >= ${input.lockAfter}
        then now() + make_interval(secs => ${input.lockSeconds} * power(2, least(${users.failedLogins} + 1 - ${input.lockAfter}, 6))) else ${users.lockedUntil} end`,
    })
    .where(eq(users.id, input.id));
}
