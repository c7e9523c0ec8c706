"use server";

import type { z } from "zod";
import { runAction } from "@/app/run-action";
import type { approveMergeSchema, groupIdSchema, rejectMergeSchema, snoozeMergeSchema, unmergeSchema } from "@/lib/merging/core/suggestion-view";
import { approveMerge } from "@/lib/merging/use-cases/approve-merge";
import { confirmGroup, printGroup } from "@/lib/merging/use-cases/confirm-group";
import { rejectMerge } from "@/lib/merging/use-cases/reject-merge";
import { snoozeMerge } from "@/lib/merging/use-cases/snooze-merge";
import { unmergeOrders } from "@/lib/merging/use-cases/unmerge-orders";

export async function approveMergeAction(input: z.input<typeof approveMergeSchema>) {
  return runAction(approveMerge, input);
}

export async function rejectMergeAction(input: z.input<typeof rejectMergeSchema>) {
  return runAction(rejectMerge, input);
}

export async function snoozeMergeAction(input: z.input<typeof snoozeMergeSchema>) {
  return runAction(snoozeMerge, input);
}

export async function unmergeOrdersAction(input: z.input<typeof unmergeSchema>) {
  return runAction(unmergeOrders, input);
}

export async function confirmGroupAction(input: z.input<typeof groupIdSchema>) {
  return runAction(confirmGroup, input);
}

export async function printGroupAction(input: z.input<typeof groupIdSchema>) {
  return runAction(printGroup, input);
}
