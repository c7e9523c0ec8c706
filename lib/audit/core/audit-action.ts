/**
 * Every act the product writes down; each is a sentence `audit.actions.<action>` in both languages. The first word is
 * the family pages filter by.
 */
export const AUDIT_ACTIONS = [
  "orders.ingest_create",
  "orders.ingest_update",
  "orders.record_event",
  "orders.reveal",
  "orders.hold",
  "orders.release",
  "orders.flag_stuck",
  "orders.clear_stuck",
  "merging.approve",
  "merging.approve_refused",
  "merging.reject",
  "merging.snooze",
  "merging.unmerge",
  "merging.member_left",
  "merging.confirm_group",
  "merging.print_group",
  "versions.request",
  "versions.approve",
  "versions.reject",
  "versions.withdraw",
  "versions.invalidate",
  "versions.expire",
  "versions.restore",
  "channels.create_shop",
  "channels.update_shop",
  "channels.start_import",
  "channels.end_import",
  "couriers.create_account",
  "inbox.replay",
  "security.create_user",
  "security.disable_user",
  "security.enable_user",
  "security.create_token",
  "security.revoke_token",
  "security.sign_in",
  "security.sign_in_failed",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** False for what an older or newer version of the product wrote: it is shown by its code. */
export function isAuditAction(action: string): action is AuditAction {
  return (AUDIT_ACTIONS as readonly string[]).includes(action);
}
