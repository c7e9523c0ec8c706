import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { CourierAccountView } from "../core/courier-account-view";
import { listCourierAccountRows } from "../store/courier-account-store";

/** Every subscription with a tracking provider and how fresh it is; secrets never leave. */
export async function listCourierAccounts(ctx: Ctx): Promise<{ courier_accounts: CourierAccountView[] }> {
  requirePermission(ctx, "shops.read");
  const rows = await listCourierAccountRows(reader());
  return {
    courier_accounts: rows.map((row) => ({
      id: row.id,
      provider: row.provider,
      name: row.name,
      last_push_at: row.lastPushAt?.toISOString() ?? null,
      refused_pushes: row.refusedPushes,
      last_error: row.lastError,
      last_error_at: row.lastErrorAt?.toISOString() ?? null,
      created_at: row.createdAt.toISOString(),
    })),
  };
}
