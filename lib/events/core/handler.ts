import type { Ctx } from "@/lib/shared/context";
import type { DomainEvent, EventType } from "./catalogue";

/**
 * Reacts to events in the transaction that records its effect. `name` is kept in `effects` for ever: never rename one.
 * `Transaction` is opaque here; lib/worker binds it.
 */
export type Handler<Transaction> = {
  name: string;
  types: readonly EventType[];
  run(tx: Transaction, ctx: Ctx, events: DomainEvent[]): Promise<void>;
};
