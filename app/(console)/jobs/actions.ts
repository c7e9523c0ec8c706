"use server";

import { type ActionResult, runAction } from "@/app/run-action";
import { replayPush } from "@/lib/inbox/use-cases/replay-push";

export async function replayPushAction(input: { inbox_id: string }): Promise<ActionResult<{ inbox_id: string; state: "received" }>> {
  return runAction(replayPush, input);
}
