/** The seven roles of the contract, in the order pages list them. */
export const ROLES = ["ops", "warehouse_supervisor", "agent", "agent_supervisor", "finance", "auditor", "admin"] as const;
export type Role = (typeof ROLES)[number];
