import { reader } from "@/db/transaction";
import { getInboxCounts } from "@/lib/inbox/use-cases/get-inbox-counts";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { ShopView } from "../core/shop-view";
import { listCoveredUntil } from "../store/coverage-store";
import { listShopRows, type ShopRow } from "../store/shop-store";
import { countOpenWriteBacks } from "../store/write-back-store";
import { shopHealthOf } from "./shop-health-of";

const EMPTY_INBOX = { received: 0, parked: 0, dead: 0 };

/** Every shop with how fresh it is, what of its pushes is still open, and what a person should look at. */
export async function listShops(ctx: Ctx, _input: Record<string, never> = {}): Promise<{ shops: ShopView[] }> {
  requirePermission(ctx, "shops.read");
  const [rows, counts, writeBacks, covered] = await Promise.all([
    listShopRows(reader()),
    getInboxCounts(ctx),
    countOpenWriteBacks(reader()),
    listCoveredUntil(reader()),
  ]);
  const now = ctx.clock.now();
  return {
    shops: rows.map((row) => {
      const inbox = counts[row.id] ?? EMPTY_INBOX;
      const open = writeBacks.filter((one) => one.shopId === row.id);
      const health = shopHealthOf({ row, now, coveredUntil: covered.get(row.id) ?? null, writeBacks: open, deadLetters: inbox.dead });
      return { ...toView(row), inbox, health };
    }),
  };
}

function toView(row: ShopRow): Omit<ShopView, "inbox" | "health"> {
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
    created_at: row.createdAt.toISOString(),
  };
}
