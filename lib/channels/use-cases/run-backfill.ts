import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { BackfillView } from "../core/backfill-view";
import { listBatch } from "../store/pull-store";
import { getBackfill } from "./get-backfill";
import { pullWindow } from "./pull-window";

/**
 * Works a backfill off here, window after window, for callers without a worker; a worker that pulls it at the same time
 * does no harm. What failed or is somebody else's stays for the worker.
 */
export async function runBackfill(ctx: Ctx, input: { id: string; told?: (progress: BackfillView) => void }): Promise<BackfillView> {
  requirePermission(ctx, "sync.backfill");
  for (const window of await listBatch(reader(), input.id)) {
    await pullWindow(ctx, { window_id: window.id });
    input.told?.(await getBackfill(ctx, { id: input.id }));
  }
  return getBackfill(ctx, { id: input.id });
}
