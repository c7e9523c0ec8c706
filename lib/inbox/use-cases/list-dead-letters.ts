import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import {
  type DeadLetterList,
  type DeadLetterView,
  type ListDeadLettersInput,
  listDeadLettersSchema,
  UNSETTLED_STATES,
} from "../core/dead-letter-view";
import { listUnsettled } from "../store/inbox-store";

/** Pushes that need a person (dead) or wait for something (parked), newest first. */
export async function listDeadLetters(ctx: Ctx, input: ListDeadLettersInput): Promise<DeadLetterList> {
  requirePermission(ctx, "ops.read");
  const { state, source, cursor, limit } = parseInput(listDeadLettersSchema, input);
  const before = cursor ? cursorKey(cursor) : null;
  const states = state ? [state] : [...UNSETTLED_STATES];
  const rows = await listUnsettled(reader(), { states, source, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    dead_letters: page.map(toView),
    next_cursor: last ? encodeCursor([last.receivedAt.toISOString(), last.id]) : null,
  };
}

function cursorKey(cursor: string): { receivedAt: Date; id: string } {
  const { at, id } = decodeTimeCursor(cursor);
  return { receivedAt: at, id };
}

function toView(row: Awaited<ReturnType<typeof listUnsettled>>[number]): DeadLetterView {
  return {
    id: row.id,
    source: row.source,
    scope: row.scope,
    shop_id: row.shopId,
    topic: row.topic,
    state: row.state === "parked" ? "parked" : "dead",
    reason: row.reason ?? "",
    waits_for: row.waitsFor,
    attempts: row.attempts,
    repeats: row.repeats,
    received_at: row.receivedAt.toISOString(),
  };
}
