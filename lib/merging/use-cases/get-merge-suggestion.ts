import { reader } from "@/db/transaction";
import { compareMembers } from "@/lib/merging/core/compare-members";
import type { SuggestionDetail } from "@/lib/merging/core/suggestion-view";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { findOptionalSuggestion, listMembers } from "../store/suggestion-store";
import { suggestionViewOf } from "../store/suggestion-view-of";

/** One suggestion with its orders side by side. */
export async function getMergeSuggestion(ctx: Ctx, input: { id: string }): Promise<SuggestionDetail> {
  requirePermission(ctx, "merging.read");
  const row = isId(input.id) ? await findOptionalSuggestion(reader(), input.id) : null;
  if (!row) throw notFound("merging", "suggestion", input.id);
  const orderIds = (await listMembers(reader(), [row.id])).get(row.id) ?? [];
  const orders = await loadOrderSnapshots(reader(), { orderIds });
  return { ...suggestionViewOf(row, orderIds), orders: compareMembers(orders) };
}
