import { createHash } from "node:crypto";
import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { conflict, invalid } from "@/lib/shared/errors";
import { claimKey, deleteKey, findOptionalKey, saveAnswer } from "../store/idempotency-store";

export type Answer = { status: number; body: unknown };

/**
 * Runs `work` once per Idempotency-Key of an actor and gives its answer again to repeats. The same key with another
 * body is 422; a repeat while the first still runs is 409. A failure keeps nothing, so it can be tried again.
 */
export async function answerOnce(ctx: Ctx, input: { key: string; request: string; work: () => Promise<Answer> }): Promise<Answer> {
  const actorId = "id" in ctx.actor ? ctx.actor.id : "";
  const { key, work } = input;
  if (key.length > 200) throw invalid("security.key_too_long", "An Idempotency-Key has at most 200 characters.");
  const requestHash = createHash("sha256").update(input.request).digest("hex");
  if (!(await claimKey(reader(), { actorId, key, requestHash }))) return repeat({ actorId, key, requestHash });
  try {
    const answer = await work();
    if (answer.status < 500) await saveAnswer(reader(), { actorId, key, status: answer.status, response: answer.body });
    else await deleteKey(reader(), { actorId, key });
    return answer;
  } catch (error) {
    await deleteKey(reader(), { actorId, key });
    throw error;
  }
}

async function repeat(input: { actorId: string; key: string; requestHash: string }): Promise<Answer> {
  const row = await findOptionalKey(reader(), input);
  if (row && row.requestHash !== input.requestHash) {
    throw invalid("security.key_reused", `The Idempotency-Key "${input.key}" came with another request before.`, [
      { path: "Idempotency-Key", message: "used for another body" },
    ]);
  }
  if (!row || row.status === null) throw conflict("security.still_running", "The first request with this Idempotency-Key is still running.");
  return { status: row.status, body: row.response };
}
