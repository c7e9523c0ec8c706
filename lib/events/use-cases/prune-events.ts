import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { deleteOldTraces } from "../store/relay-store";

/** A browser that slept longer reads its page again. */
const LIVE_HOURS = 24;
/** Far past the last retry of any relay. */
const EFFECT_DAYS = 30;

/** Removes live events and finished outbox rows nobody can ask for any more. Orders and audit are never pruned here. */
export function pruneEvents(_ctx: Ctx): Promise<{ live: number; effects: number; outbox: number }> {
  return deleteOldTraces(reader(), { liveHours: LIVE_HOURS, effectDays: EFFECT_DAYS });
}
