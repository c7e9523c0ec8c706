import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { requirePermission } from "../core/require-permission";
import type { TokenView, UserView } from "../core/user-view";
import { listTokenRows } from "../store/token-store";
import { listUserRows } from "../store/user-store";

export async function listUsers(ctx: Ctx): Promise<{ users: UserView[]; next_cursor: null }> {
  requirePermission(ctx, "users.manage");
  const rows = await listUserRows(reader());
  const users = rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    disabled: row.disabled,
    last_login_at: row.lastLoginAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  }));
  return { users, next_cursor: null };
}

export async function listTokens(ctx: Ctx): Promise<{ tokens: TokenView[]; next_cursor: null }> {
  requirePermission(ctx, "tokens.manage");
  const rows = await listTokenRows(reader());
  const tokens = rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  }));
  return { tokens, next_cursor: null };
}
