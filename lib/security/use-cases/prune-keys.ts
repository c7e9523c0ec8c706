import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { deleteOldKeys } from "../store/idempotency-store";

/** A client that repeats a request does so within minutes; a week is far past its last retry. */
const KEEP_DAYS = 7;

/** Forgets the answers kept for Idempotency-Keys that nobody repeats any more. */
export async function pruneKeys(_ctx: Ctx): Promise<{ idempotency_keys: number }> {
  return { idempotency_keys: await deleteOldKeys(reader(), KEEP_DAYS) };
}
