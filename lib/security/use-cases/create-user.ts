import { hash } from "@node-rs/argon2";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import type { Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { requirePermission } from "../core/require-permission";
import { type CreateUserInput, createUserSchema } from "../core/user-view";
import { insertUser } from "../store/user-store";

/** A person with a role. The password is kept as argon2id only. */
export async function createUser(ctx: Ctx, input: CreateUserInput): Promise<{ id: string; email: string }> {
  requirePermission(ctx, "users.manage");
  const { email, name, role, password } = parseInput(createUserSchema, input);
  const passwordHash = await hash(password);
  return withTransaction(async (tx) => {
    const id = newId();
    const inserted = await insertUser(tx, {
      id,
      email,
      name: name || email.split("@", 1)[0] || email,
      role,
      passwordHash,
      createdAt: ctx.clock.now(),
    });
    if (!inserted) throw conflict("security.email_taken", `There is a user "${email}" already.`, { email });
    await appendAudit(tx, ctx, [{ action: "security.create_user", entityType: "user", entityId: id, after: { email, role } }]);
    return { id, email };
  });
}
