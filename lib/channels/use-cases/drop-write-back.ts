import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type DropWriteBackInput, dropWriteBackSchema, type WriteBackView } from "../core/write-back-view";
import { findOptionalWriteBack, moveWriteBack } from "../store/write-back-store";
import { writeBackViewOf } from "./write-back-view-of";

/** A person decides that the platform need not be told, and says why; it stays in the ledger. */
export async function dropWriteBack(ctx: Ctx, input: DropWriteBackInput): Promise<WriteBackView> {
  requirePermission(ctx, "sync.write_back");
  const { write_back_id: id, reason } = parseInput(dropWriteBackSchema, input);
  return withTransaction(async (tx) => {
    const row = await findOptionalWriteBack(tx, id);
    if (!row) throw notFound("channels", "write_back", id);
    if (!(await moveWriteBack(tx, { id, action: "drop", set: { error: reason } }))) {
      throw conflict("channels.write_back_not_droppable", `It is "${row.state}" and cannot be dropped.`, { state: row.state });
    }
    await appendAudit(tx, ctx, [
      {
        action: "channels.drop_write_back",
        entityType: "write_back",
        entityId: id,
        orderIds: [row.orderId],
        reason,
        before: { state: row.state, error: row.error },
        after: { state: "dropped" },
      },
    ]);
    const after = await findOptionalWriteBack(tx, id);
    return writeBackViewOf(after ?? row);
  });
}
