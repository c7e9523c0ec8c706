import type { ActionResult } from "@/components/orders/order-actions";
import type { DropWriteBackInput, RetryWriteBackInput, WriteBackView } from "@/lib/channels/core/write-back-view";

/** The actions a ledger of what platforms were told is given. */
export type WriteBackActions = {
  retry(input: RetryWriteBackInput): Promise<ActionResult<WriteBackView>>;
  drop(input: DropWriteBackInput): Promise<ActionResult<WriteBackView>>;
};
