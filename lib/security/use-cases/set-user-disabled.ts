import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { requirePermission } from "../core/require-permission";
import { type SetUserDisabledInput, setUserDisabledSchema } from "../core/user-view";
import { findOptionalUser, updateUser } from "../store/user-store";

/** Ends every session of a person; `disabled` also shuts the door. Nobody can lock themselves out. */
export async function setUserDisabled(ctx: Ctx, input: SetUserDisabledInput): Promise<{ user_id: string; disabled: boolean }> {
  requirePermission(ctx, "users.manage");
  const { user_id, disabled } = parseInput(setUserDisabledSchema, input);
  return withTransaction(async (tx) => {
    const user = await findOptionalUser(tx, user_id);
    if (!user || (ctx.actor.kind === "user" && ctx.actor.id === user_id)) throw notFound("security", "user", user_id);
    await updateUser(tx, user_id, { disabled, sessionVersion: user.sessionVersion + 1 });
    await appendAudit(tx, ctx, [
      {
        action: disabled ? "security.disable_user" : "security.enable_user",
        entityType: "user",
        entityId: user_id,
        before: { disabled: user.disabled },
        after: { disabled, name: user.name },
      },
    ]);
    return { user_id, disabled };
  });
}
