import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { MOST_REPLAYED, type ReplayPushesInput, type ReplayResults, replayPushesSchema } from "../core/repair-view";
import { countDead, listDeadIds } from "../store/repair-store";
import { replayPush } from "./replay-push";

/**
 * Replays all dead letters of a shop or of one reason at once, after what they failed of was put right. Each stands for
 * itself: one that cannot be replayed is named and stops no other. At most 500 a call, oldest first.
 */
export async function replayPushes(ctx: Ctx, input: ReplayPushesInput): Promise<ReplayResults> {
  requirePermission(ctx, "jobs.rerun");
  const { shop_id: shopId, reason, inbox_ids: ids } = parseInput(replayPushesSchema, input);
  const filter = { shopId, reason, ids };
  const dead = await listDeadIds(reader(), { ...filter, limit: MOST_REPLAYED });
  // Those that were named and are not dead any more are answered as well.
  const asked = ids ?? dead;
  const results: ReplayResults["results"] = [];
  for (const id of asked) results.push(await replayOne(ctx, id));
  const left = ids ? 0 : await countDead(reader(), filter);
  return { results, left };
}

async function replayOne(ctx: Ctx, inbox_id: string): Promise<ReplayResults["results"][number]> {
  try {
    await replayPush(ctx, { inbox_id });
    return { inbox_id, outcome: "replayed", reason: "" };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { inbox_id, outcome: "refused", reason: error.message };
  }
}
