import { reader } from "@/db/transaction";
import { listAudit } from "@/lib/audit/use-cases/list-audit";
import { type AuditedActsFilter, type AuditedActsView, auditedActsFilterSchema } from "@/lib/orders/core/audited-acts-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { isId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { listIdsOfNumber, listOrderNumbers } from "../store/number-store";

/** Shops that may each have an order of the same number. */
const MOST_ORDERS = 200;

/** The audit log for people: acts with the numbers of the orders they touched; an order may be asked for by its number. */
export async function listAuditedActs(ctx: Ctx, input: AuditedActsFilter = {}): Promise<AuditedActsView> {
  requirePermission(ctx, "audit.read");
  const { order, ...filter } = parseInput(auditedActsFilterSchema, input);
  const orderIds = order === undefined ? undefined : isId(order) ? [order] : await listIdsOfNumber(reader(), order, MOST_ORDERS);
  if (orderIds?.length === 0) return { audit: [], next_cursor: null, order_numbers: {} };
  const page = await listAudit(ctx, { ...filter, order_ids: orderIds });
  const touched = [...new Set([...page.audit.flatMap((entry) => entry.order_ids), ...(orderIds ?? [])])];
  return { ...page, order_numbers: await listOrderNumbers(reader(), touched) };
}
