import { rawSql } from "./client";

/** Frees the jobs and queues these graphile-worker lock holders left behind (its own four-hour limit is far too long). */
export async function freeLocks(lockIds: string[]): Promise<void> {
  await rawSql()`select graphile_worker.force_unlock_workers(${lockIds}::text[])`;
}
