import { reader } from "@/db/transaction";
import { getInboxCounts } from "@/lib/inbox/use-cases/get-inbox-counts";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { ShopView } from "../core/shop-view";
import { listShopRows, type ShopRow } from "../store/shop-store";

const EMPTY_INBOX = { received: 0, parked: 0, dead: 0 };

/** Every shop with how fresh it is and what of its pushes is still open. */
export async function listShops(ctx: Ctx, _input: Record<string, never> = {}): Promise<{ shops: ShopView[] }> {
  requirePermission(ctx, "shops.read");
  const [rows, counts] = await Promise.all([listShopRows(reader()), getInboxCounts(ctx)]);
  return { shops: rows.map((row) => toView(row, counts[row.id] ?? EMPTY_INBOX)) };
}

function toView(row: ShopRow, inbox: ShopView["inbox"]): ShopView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    platform: row.platform,
    settings: row.settings,
    webhook_path: `/api/webhooks/channels/${row.code}`,
    last_push_at: row.lastPushAt?.toISOString() ?? null,
    last_order_at: row.lastOrderAt?.toISOString() ?? null,
    refused_pushes: row.refusedPushes,
    last_error: row.lastError,
    last_error_at: row.lastErrorAt?.toISOString() ?? null,
    inbox,
    created_at: row.createdAt.toISOString(),
  };
}
