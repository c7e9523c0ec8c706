import { withTransaction } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { compactCovered } from "../store/pull-store";

/** Window by window the last two weeks can be read; before that, stretch by stretch. */
const KEEP_WINDOWS_MS = 14 * 86_400_000;

/** Joins old covered windows into the stretches that they cover. A system job. */
export async function compactPulls(ctx: Ctx): Promise<{ compacted_pulls: number }> {
  const before = new Date(ctx.clock.now().getTime() - KEEP_WINDOWS_MS);
  return { compacted_pulls: await withTransaction((tx) => compactCovered(tx, before)) };
}
