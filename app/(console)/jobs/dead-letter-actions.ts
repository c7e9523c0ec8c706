"use server";

import { runAction } from "@/app/run-action";
import type { DropPushInput, RepairPushInput, ReplayPushesInput, ViewPushInput } from "@/lib/inbox/core/repair-view";
import { dropPush } from "@/lib/inbox/use-cases/drop-push";
import { repairPush } from "@/lib/inbox/use-cases/repair-push";
import { replayPushes } from "@/lib/inbox/use-cases/replay-pushes";
import { viewPush } from "@/lib/inbox/use-cases/view-push";

export async function viewPushAction(input: ViewPushInput) {
  return runAction(viewPush, input);
}

export async function repairPushAction(input: RepairPushInput) {
  return runAction(repairPush, input);
}

export async function dropPushAction(input: DropPushInput) {
  return runAction(dropPush, input);
}

export async function replayPushesAction(input: ReplayPushesInput) {
  return runAction(replayPushes, input);
}
