import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import type { BackfillView } from "../core/backfill-view";
import { type PullState, pullMachine } from "../core/pull-state";
import { listBatch, type PullRow } from "../store/pull-store";
import { findOptionalShop } from "../store/shop-store";

/** How far a backfill is. */
export async function getBackfill(ctx: Ctx, input: { id: string }): Promise<BackfillView> {
  requirePermission(ctx, "shops.read");
  const rows = await listBatch(reader(), input.id);
  const [first] = rows;
  const last = rows.at(-1);
  const shop = first ? await findOptionalShop(reader(), first.shopId) : null;
  if (!first || !last || !shop) throw notFound("channels", "backfill", input.id);
  const inState = (state: PullState) => rows.filter((row) => row.state === state).length;
  const sum = (count: (row: PullRow) => number) => rows.reduce((total, row) => total + count(row), 0);
  return {
    id: input.id,
    shop: shop.code,
    from: first.fromAt.toISOString(),
    to: last.toAt.toISOString(),
    done: rows.every((row) => pullMachine.final.includes(row.state)),
    windows: {
      planned: inState("planned"),
      running: inState("running"),
      covered: inState("covered"),
      failed: inState("failed"),
      abandoned: inState("abandoned"),
    },
    listed: sum((row) => row.listed),
    created: sum((row) => row.created),
    updated: sum((row) => row.updated),
    unchanged: sum((row) => row.unchanged),
    refused: sum((row) => row.refused),
    error: rows.findLast((row) => row.state === "failed")?.error ?? null,
  };
}
