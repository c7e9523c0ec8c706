import { z } from "zod";
import { auditFilterSchema, auditPageView } from "@/lib/audit/core/audit-view";

/** The audit log's filters, with an order named by its id or by its number. */
export const auditedActsFilterSchema = auditFilterSchema.omit({ order_ids: true }).extend({ order: z.string().trim().min(1).max(100).optional() });
export type AuditedActsFilter = z.input<typeof auditedActsFilterSchema>;

/** Acts, and the numbers of the orders they touched by order id. */
export const auditedActsView = auditPageView.extend({ order_numbers: z.record(z.string(), z.string()) });
export type AuditedActsView = z.infer<typeof auditedActsView>;
