"use server";

import { runAction } from "@/app/run-action";
import type { DropPushInput, RepairPushInput, ViewPushInput } from "@/lib/inbox/core/repair-view";
import { dropPush } from "@/lib/inbox/use-cases/drop-push";
import { repairPush } from "@/lib/inbox/use-cases/repair-push";
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
