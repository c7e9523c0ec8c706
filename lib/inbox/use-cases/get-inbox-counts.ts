import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { countOpenByScope } from "../store/inbox-store";

export type InboxCounts = { received: number; parked: number; dead: number };

/** Open pushes by scope (shop id, or courier account id). */
export async function getInboxCounts(ctx: Ctx): Promise<Record<string, InboxCounts>> {
  requirePermission(ctx, "ops.read");
  const counts: Record<string, InboxCounts> = {};
  for (const { scope, state, count } of await countOpenByScope(reader())) {
    if (state === "processed") continue;
    counts[scope] = { ...(counts[scope] ?? { received: 0, parked: 0, dead: 0 }), [state]: count };
  }
  return counts;
}
