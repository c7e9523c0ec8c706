import type { Executor } from "@/db/transaction";
import { listUnsettled } from "../store/inbox-store";

/** Thousands of dead letters are one trouble; the newest tell of it. */
const MOST = 2_000;

export type DeadPush = { id: string; shopId: string | null; topic: string; reason: string };

/** Step: pushes that need a person, newest first. */
export async function listDeadPushes(executor: Executor): Promise<DeadPush[]> {
  const rows = await listUnsettled(executor, { states: ["dead"], before: null, limit: MOST });
  return rows.map(({ id, shopId, topic, reason }) => ({ id, shopId, topic, reason: reason ?? "" }));
}
