import type { Executor, Tx } from "@/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { groupBy } from "@/lib/shared/group-by";
import type { OrderRow } from "../store/order-columns";
import { listLines, listOrderRows, listShopsById, lockOrders } from "../store/order-store";
import { snapshotOf } from "../store/snapshot-of";

/** Step: whole orders, decrypted, in the order asked for; unknown ids are left out. `lock` holds them until the commit. */
export async function loadOrderSnapshots(tx: Tx | Executor, input: { orderIds: string[]; lock?: boolean }): Promise<OrderSnapshot[]> {
  if (input.orderIds.length === 0) return [];
  const rows = input.lock ? await lockOrders(tx as Tx, input.orderIds) : await listOrderRows(tx, input.orderIds);
  const byId = new Map((await snapshotsOfRows(tx, rows)).map((snapshot) => [snapshot.id, snapshot]));
  return input.orderIds.flatMap((id) => byId.get(id) ?? []);
}

async function snapshotsOfRows(db: Tx | Executor, rows: OrderRow[]): Promise<OrderSnapshot[]> {
  if (rows.length === 0) return [];
  const lines = groupBy(
    await listLines(
      db,
      rows.map((row) => row.id),
    ),
    (line) => line.orderId,
  );
  const shops = new Map((await listShopsById(db, [...new Set(rows.map((row) => row.shopId))])).map((shop) => [shop.id, shop]));
  return rows.flatMap((row) => {
    const shop = shops.get(row.shopId);
    return shop ? [snapshotOf({ row, lines: lines.get(row.id) ?? [], shop })] : [];
  });
}
