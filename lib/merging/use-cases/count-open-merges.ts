import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { countOpenSuggestions } from "../store/suggestion-store";

/** Suggestions that wait for a supervisor. */
export async function countOpenMerges(ctx: Ctx): Promise<number> {
  requirePermission(ctx, "merging.read");
  return countOpenSuggestions(reader());
}
