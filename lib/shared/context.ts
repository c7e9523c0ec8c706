import type { Clock } from "./clock";
import { systemClock } from "./clock";
import { newId } from "./ids";
import type { Role } from "./role";

/** Who acts. `system` is the product itself (worker, sandbox, migration); it needs no role. */
export type Actor =
  | { kind: "user"; id: string; name: string; role: Role }
  | { kind: "token"; id: string; name: string; role: Role }
  | { kind: "system"; id: string; name: string }
  | { kind: "anonymous" };

/** What every verb receives first: who, when, and which request to trace it by. */
export type Ctx = { actor: Actor; clock: Clock; requestId: string };

export function newCtx(actor: Actor, clock: Clock = systemClock, requestId: string = newId()): Ctx {
  return { actor, clock, requestId };
}

/** The product acting by itself; `name` says which part ("worker", "ingest", "cli"). */
export function systemCtx(name: string, clock: Clock = systemClock): Ctx {
  return newCtx({ kind: "system", id: name, name }, clock);
}

/** The name timelines and versions show for whoever acts. */
export function actorLabel(actor: Actor): string {
  return actor.kind === "anonymous" ? "" : actor.name;
}
