import type { Tx } from "@/db/transaction";
import { listChangedNotes } from "@/lib/orders/use-cases/list-changed-notes";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { adapterFor } from "../adapters/adapter-for";
import { writeBackPlace } from "../core/write-back-content";
import { insertWriteBack, listWriteBacksOfOrder, moveWriteBack } from "../store/write-back-store";
import { enqueueWriteBacks } from "./enqueue-write-backs";

/** Step: a seller note that staff changed is to be told to the platform. The newest counts: older ones that wait are dropped. */
export async function queueNotes(tx: Tx, ctx: Ctx, input: { versions: readonly { orderId: string; version: number }[] }): Promise<void> {
  const notes = await listChangedNotes(tx, input);
  for (const { orderId, version, note } of [...notes].sort((a, b) => a.version - b.version)) {
    const [order] = await loadOrderSnapshots(tx, { orderIds: [orderId] });
    if (!order || !adapterFor(order.shop.platform).writeBack?.sendNote) continue;
    for (const waiting of await listWriteBacksOfOrder(tx, { orderId, kind: "note" })) {
      await moveWriteBack(tx, { id: waiting.id, action: "drop", set: { error: "A newer note took its place." } });
    }
    const id = newId();
    const content = sealJson(writeBackPlace(id), { note });
    const row = { id, shopId: order.shop.id, orderId, kind: "note" as const, key: String(version), content, createdAt: ctx.clock.now() };
    if (await insertWriteBack(tx, row)) await enqueueWriteBacks(tx, order.shop.id);
  }
}
