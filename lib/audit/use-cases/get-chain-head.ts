import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { ChainHead } from "../core/audit-view";
import { countUnsealed } from "../store/audit-store";
import { findHead } from "../store/chain-store";

/** How far the chain is sealed: two small reads, where verifyAudit walks every entry. */
export async function getChainHead(ctx: Ctx): Promise<ChainHead> {
  requirePermission(ctx, "audit.read");
  const [head, unsealed] = await Promise.all([findHead(reader()), countUnsealed(reader())]);
  return { head_seq: head?.seq ?? 0, unsealed };
}
