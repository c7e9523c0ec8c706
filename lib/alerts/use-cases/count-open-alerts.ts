import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { countActiveAlerts } from "../store/alert-store";

/** How many alerts wait for somebody to look at them. */
export async function countOpenAlerts(ctx: Ctx): Promise<number> {
  requirePermission(ctx, "ops.read");
  const rows = await countActiveAlerts(reader());
  return rows.filter(({ state }) => state === "open").reduce((sum, { n }) => sum + n, 0);
}
