import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import type { InboxSource } from "../core/inbox-state";
import { findOptionalPush } from "../store/inbox-store";

/** Which domain a `process_inbox` job belongs to; null when the push is no longer kept. */
export async function getPushSource(_ctx: Ctx, input: { inboxId: string }): Promise<InboxSource | null> {
  const row = await findOptionalPush(reader(), input.inboxId);
  return row?.source ?? null;
}
