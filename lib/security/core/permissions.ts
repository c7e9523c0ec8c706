import { ROLES, type Role } from "@/lib/shared/role";

const everyone = ROLES;

/**
 * Permission → the roles that hold it. The verb checks it; pages only read it to show a reason.
 * `admin` holds every permission except approving what it asked for itself.
 */
export const PERMISSIONS = {
  "orders.read": everyone,
  "orders.ingest": ["ops", "admin"],
  "orders.create": ["ops", "agent", "agent_supervisor", "admin"],
  "orders.record_event": ["ops", "warehouse_supervisor", "admin"],
  "orders.hold": ["ops", "warehouse_supervisor", "agent_supervisor", "admin"],
  "orders.reveal": ["ops", "warehouse_supervisor", "agent", "agent_supervisor", "admin"],
  "imports.run": ["ops", "admin"],
  "merging.read": everyone,
  "merging.decide": ["warehouse_supervisor", "admin"],
  "merging.unmerge": ["warehouse_supervisor", "admin"],
  "merging.print": ["warehouse_supervisor", "admin"],
  "versions.read": everyone,
  "versions.request": ["agent", "agent_supervisor", "ops", "admin"],
  "versions.decide": ["agent_supervisor", "admin"],
  "versions.restore": ["agent_supervisor", "admin"],
  "customers.read": ["ops", "agent", "agent_supervisor", "warehouse_supervisor", "auditor", "admin"],
  "audit.read": ["auditor", "finance", "admin"],
  "jobs.read": ["ops", "auditor", "admin"],
  "jobs.rerun": ["ops", "admin"],
  "ops.read": everyone,
  "metrics.read": ["ops", "auditor", "admin"],
  "sync.backfill": ["ops", "admin"],
  "sync.reconcile": ["ops", "admin"],
  "sync.write_back": ["ops", "admin"],
  "inbox.repair": ["ops", "admin"],
  "alerts.decide": ["ops", "warehouse_supervisor", "agent_supervisor", "admin"],
  "webhooks.manage": ["admin"],
  "alerts.manage": ["admin"],
  "shops.read": everyone,
  "shops.operate": ["ops", "admin"],
  "shops.manage": ["admin"],
  "users.manage": ["admin"],
  "tokens.manage": ["admin"],
  "live.read": everyone,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function roleHolds(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
