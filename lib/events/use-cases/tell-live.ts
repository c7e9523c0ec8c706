import type { Tx } from "@/db/transaction";
import { EVENT_CATALOGUE, type EventType } from "@/lib/events/core/catalogue";
import type { Handler } from "@/lib/events/core/handler";
import { insertLiveEvents } from "../store/relay-store";

/** The last handler of every relay: what browsers will be told. Last, because its lock lasts until the commit. */
export const tellLive: Handler<Tx> = {
  name: "live",
  types: Object.keys(EVENT_CATALOGUE) as EventType[],
  run: (tx, _ctx, events) => insertLiveEvents(tx, events),
};
