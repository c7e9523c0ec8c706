import { reader, withTransaction } from "@/db/transaction";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { listDue, lockChanges } from "../store/change-store";
import { closeChanges } from "./close-changes";

/** Ends requests nobody decided in time. Their stated default: not applied. Run by the worker each minute. */
export async function expireChangeRequests(ctx: Ctx): Promise<{ expired: number }> {
  requirePermission(ctx, "versions.decide");
  const due = await listDue(reader(), ctx.clock.now());
  if (due.length === 0) return { expired: 0 };
  return withTransaction(async (tx) => {
    await loadOrderSnapshots(tx, { orderIds: due.map((row) => row.orderId), lock: true });
    const changes = await lockChanges(
      tx,
      due.map((row) => row.id),
    );
    // Somebody may have decided between the look and the lock.
    const still = changes.filter((change) => change.state === "pending");
    await closeChanges(
      tx,
      ctx,
      still.map((change) => ({ change, action: "expire", reason: null })),
    );
    return { expired: still.length };
  });
}
