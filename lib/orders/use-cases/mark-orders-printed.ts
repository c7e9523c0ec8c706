import type { Tx } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { setOrderColumns } from "../store/order-store";
import { appendOrderEvents } from "./append-order-events";

/** Step: the label of these orders is printed; from here edits and un-merging have a cost. */
export async function markOrdersPrinted(tx: Tx, ctx: Ctx, input: { orderIds: string[]; printId: string }): Promise<void> {
  const at = ctx.clock.now();
  await setOrderColumns(tx, { orderIds: input.orderIds, set: { printedAt: at, updatedAt: at } });
  await appendOrderEvents(
    tx,
    ctx,
    input.orderIds.map((orderId) => ({
      orderId,
      type: "label_printed",
      occurredAt: at,
      source: "warehouse",
      sourceEventId: `print:${input.printId}`,
    })),
  );
}
