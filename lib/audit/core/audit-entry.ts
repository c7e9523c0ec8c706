import type { AuditAction } from "./audit-action";

/** One act to be kept for ever. `before` and `after` are masked by the caller. */
export type NewAuditEntry = {
  action: AuditAction;
  entityType: string;
  entityId: string;
  orderIds?: string[];
  reason?: string;
  before?: unknown;
  after?: unknown;
};
