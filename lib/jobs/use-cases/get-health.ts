import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { listHeartbeats } from "../store/run-store";

export type Health = { database: "ok" | "unreachable"; worker: "ok" | "silent" };

const SILENT_MS = 15_000;
const ANSWER_WITHIN_MS = 3_000;

/** Whether the database answers and a worker is alive. Never throws, never waits longer than three seconds. */
export async function getHealth(ctx: Ctx): Promise<Health> {
  const beats = await Promise.race([
    listHeartbeats(reader()).catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS, null).unref()),
  ]);
  if (beats === null) return { database: "unreachable", worker: "silent" };
  const alive = beats.some((beat) => beat.stoppedAt === null && ctx.clock.now().getTime() - beat.seenAt.getTime() < SILENT_MS);
  return { database: "ok", worker: alive ? "ok" : "silent" };
}
