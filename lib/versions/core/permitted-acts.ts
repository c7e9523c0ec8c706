import { z } from "zod";
import { roleHolds } from "@/lib/security/core/permissions";
import type { Actor } from "@/lib/shared/context";
import type { Role } from "@/lib/shared/role";
import { can } from "@/lib/shared/state-machine";
import { type ChangeState, changeMachine } from "./change-state";

/** Why a button is off: a message key `versions.denials.<reason>`. */
export const DENIALS = ["decided", "own_request", "role", "not_yours", "overdue"] as const;
export type Denial = (typeof DENIALS)[number];

export const actView = z.object({ allowed: z.boolean(), denial: z.enum(DENIALS).nullable() });
export const permittedActsView = z.object({ approve: actView, reject: actView, withdraw: actView });
export type PermittedActs = z.infer<typeof permittedActsView>;

export type ActFacts = { state: ChangeState; requestedById: string; requiredRoles: readonly Role[]; dueAt: Date };

/** What this actor may do with this request now: the verb refuses and the button explains by the same answer. */
export function permittedActs(actor: Actor, facts: ActFacts, now: Date): PermittedActs {
  return {
    approve: act(approveDenial(actor, facts, now)),
    reject: act(rejectDenial(actor, facts)),
    withdraw: act(withdrawDenial(actor, facts)),
  };
}

function act(denial: Denial | null) {
  return { allowed: denial === null, denial };
}

function approveDenial(actor: Actor, facts: ActFacts, now: Date): Denial | null {
  if (!can(changeMachine, facts.state, "approve").ok) return "decided";
  if (isRequester(actor, facts)) return "own_request";
  if (actor.kind === "anonymous" || (actor.kind !== "system" && !facts.requiredRoles.includes(actor.role))) return "role";
  return facts.dueAt <= now ? "overdue" : null;
}

function rejectDenial(actor: Actor, facts: ActFacts): Denial | null {
  if (!can(changeMachine, facts.state, "reject").ok) return "decided";
  if (isRequester(actor, facts)) return "own_request";
  return actor.kind === "system" || (actor.kind !== "anonymous" && roleHolds(actor.role, "versions.decide")) ? null : "role";
}

function withdrawDenial(actor: Actor, facts: ActFacts): Denial | null {
  if (!can(changeMachine, facts.state, "withdraw").ok) return "decided";
  if (isRequester(actor, facts) || actor.kind === "system") return null;
  return actor.kind !== "anonymous" && roleHolds(actor.role, "versions.decide") ? null : "not_yours";
}

function isRequester(actor: Actor, facts: ActFacts): boolean {
  return actor.kind !== "anonymous" && actor.kind !== "system" && actor.id === facts.requestedById;
}
