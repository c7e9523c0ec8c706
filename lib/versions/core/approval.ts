import { z } from "zod";
import { ROLES, type Role } from "@/lib/shared/role";
import type { RiskLevel } from "./risk";

export const approvalView = z.object({
  required_roles: z.array(z.enum(ROLES)),
  due_at: z.string(),
  /** What happens when nobody decides in time, stated beforehand: the order stays as it is. */
  on_expiry: z.literal("not_applied"),
});
export type ApprovalView = z.infer<typeof approvalView>;

/** Who may approve; a high risk takes the higher level. */
export const APPROVER_ROLES = {
  low: ["agent_supervisor", "admin"],
  elevated: ["agent_supervisor", "admin"],
  high: ["admin"],
} as const satisfies Record<RiskLevel, readonly Role[]>;

/** The longest a request of this risk may wait, in minutes. */
export const DECIDE_WITHIN_MINUTES = { low: 240, elevated: 120, high: 30 } as const satisfies Record<RiskLevel, number>;
/** What the warehouse needs between the decision and the promised ship time. */
export const WAREHOUSE_MINUTES = 15;
/** Nobody can decide in less, however close the cut-off. */
export const FLOOR_MINUTES = 10;

/** The deadline follows the ship cut-off: never later than the warehouse needs, never sooner than a person can read. */
export function approvalFor(input: { level: RiskLevel; now: Date; promisedShipAt: Date | null }): ApprovalView {
  const { level, promisedShipAt } = input;
  const now = input.now.getTime();
  const patience = now + DECIDE_WITHIN_MINUTES[level] * 60_000;
  const cutoff = promisedShipAt ? promisedShipAt.getTime() - WAREHOUSE_MINUTES * 60_000 : patience;
  const due = Math.max(Math.min(patience, cutoff), now + FLOOR_MINUTES * 60_000);
  return { required_roles: [...APPROVER_ROLES[level]], due_at: new Date(due).toISOString(), on_expiry: "not_applied" };
}
