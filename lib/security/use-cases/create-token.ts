import { randomBytes } from "node:crypto";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { requirePermission } from "../core/require-permission";
import { type CreateTokenInput, createTokenSchema, type RevokeTokenInput, revokeTokenSchema } from "../core/user-view";
import { tokenHash } from "../crypto/token-hash";
import { insertToken, markTokenRevoked } from "../store/token-store";

/** A bearer token that acts as a role. It is shown once; only its SHA-256 is kept. */
export async function createToken(ctx: Ctx, input: CreateTokenInput): Promise<{ id: string; token: string }> {
  requirePermission(ctx, "tokens.manage");
  const { name, role } = parseInput(createTokenSchema, input);
  const token = `td_${randomBytes(32).toString("base64url")}`;
  return withTransaction(async (tx) => {
    const id = newId();
    await insertToken(tx, { id, name, role, tokenHash: tokenHash(token), createdAt: ctx.clock.now() });
    await appendAudit(tx, ctx, [{ action: "security.create_token", entityType: "token", entityId: id, after: { name, role } }]);
    return { id, token };
  });
}

/** From this instant the token is refused. */
export async function revokeToken(ctx: Ctx, input: RevokeTokenInput): Promise<{ token_id: string }> {
  requirePermission(ctx, "tokens.manage");
  const { token_id } = parseInput(revokeTokenSchema, input);
  return withTransaction(async (tx) => {
    const row = await markTokenRevoked(tx, { id: token_id, at: ctx.clock.now() });
    if (!row) throw notFound("security", "token", token_id);
    await appendAudit(tx, ctx, [
      { action: "security.revoke_token", entityType: "token", entityId: row.id, before: { name: row.name, role: row.role } },
    ]);
    return { token_id: row.id };
  });
}
