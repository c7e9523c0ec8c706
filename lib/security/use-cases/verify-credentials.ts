import { hash, verify } from "@node-rs/argon2";
import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { type Ctx, newCtx } from "@/lib/shared/context";
import { countFailedLogin, findOptionalUserByEmail, type UserRow, updateUser } from "../store/user-store";

/** Wrong passwords in a row before the account rests; each further one doubles the rest, to about an hour. */
const LOCK_AFTER = 5;
const LOCK_SECONDS = 60;

let decoy: Promise<string> | undefined;

export type Credentials =
  | { ok: true; user: { id: string; name: string; email: string; role: UserRow["role"]; sessionVersion: number } }
  | { ok: false; reason: "wrong" | "locked" };

/** Checks e-mail and password. An unknown address costs the same work and gets the same answer as a wrong password. */
export async function verifyCredentials(ctx: Ctx, input: { email: string; password: string }): Promise<Credentials> {
  const email = input.email.replaceAll("\0", "").trim().toLowerCase().slice(0, 200);
  const user = await findOptionalUserByEmail(reader(), email);
  decoy ??= hash("a password nobody has");
  const right = await verify(user?.passwordHash ?? (await decoy), input.password.slice(0, 200));
  if (!user || user.disabled) return { ok: false, reason: "wrong" };
  if (user.lockedUntil && user.lockedUntil > ctx.clock.now()) return { ok: false, reason: "locked" };
  return right ? signIn(ctx, user) : fail(ctx, user);
}

async function signIn(ctx: Ctx, user: UserRow): Promise<Credentials> {
  const { id, name, email, role, sessionVersion } = user;
  const asUser = newCtx({ kind: "user", id, name, role }, ctx.clock, ctx.requestId);
  await withTransaction(async (tx) => {
    await updateUser(tx, id, { failedLogins: 0, lockedUntil: null, lastLoginAt: ctx.clock.now() });
    await appendAudit(tx, asUser, [{ action: "security.sign_in", entityType: "user", entityId: id }]);
  });
  return { ok: true, user: { id, name, email, role, sessionVersion } };
}

async function fail(ctx: Ctx, user: UserRow): Promise<Credentials> {
  await withTransaction(async (tx) => {
    await countFailedLogin(tx, { id: user.id, lockAfter: LOCK_AFTER, lockSeconds: LOCK_SECONDS });
    await appendAudit(tx, ctx, [
      { action: "security.sign_in_failed", entityType: "user", entityId: user.id, after: { name: user.name, failures: user.failedLogins + 1 } },
    ]);
  });
  return { ok: false, reason: "wrong" };
}
