/** One act to be kept for ever. `before` and `after` are masked by the caller. */
export type NewAuditEntry = {
  /** "merging.approve", "versions.request", "auth.sign_in": the message key `audit.actions.<action>`. */
  action: string;
  entityType: string;
  entityId: string;
  orderIds?: string[];
  reason?: string;
  before?: unknown;
  after?: unknown;
};
