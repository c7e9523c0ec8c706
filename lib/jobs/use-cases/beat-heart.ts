import { freeLocks } from "@/db/free-locks";
import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { listDeadLockIds, markRunsLost, saveHeartbeat, saveStopped } from "../store/run-store";

/** A worker says it is alive this often. */
export const HEARTBEAT_MS = 4_000;
/** Silent for longer, it is dead and its jobs are freed: well inside the 30 s the contract gives. */
const DEAD_AFTER_MS = 14_000;

export type WorkerIdentity = { workerId: string; pid: number; lockIds: string[]; startedAt: Date };

/** One beat: say that this worker lives, and free what dead ones still hold. Returns how many lock holders were freed. */
export async function beatHeart(ctx: Ctx, worker: WorkerIdentity): Promise<{ freed: number }> {
  const now = ctx.clock.now();
  await saveHeartbeat(reader(), { ...worker, seenAt: now });
  const since = new Date(now.getTime() - DEAD_AFTER_MS);
  const dead = await listDeadLockIds(reader(), since);
  if (dead.length > 0) await freeLocks(dead);
  await markRunsLost(reader(), { since, at: now });
  return { freed: dead.length };
}

export async function stopHeart(ctx: Ctx, workerId: string): Promise<void> {
  await saveStopped(reader(), workerId, ctx.clock.now());
}
