import type { Tx } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import type { NewPush, StoredPush } from "../core/push";
import { storePushes } from "./store-pushes";

/** One verified push, kept in the caller's transaction with its job if it is new. */
export async function storePush(tx: Tx, ctx: Ctx, push: NewPush): Promise<StoredPush> {
  const [saved] = await storePushes(tx, ctx, [push]);
  if (!saved) throw new Error(`The inbox did not take push "${push.dedupeKey}".`);
  return saved;
}
