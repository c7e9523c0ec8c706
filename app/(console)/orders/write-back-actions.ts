"use server";

import { runAction } from "@/app/run-action";
import type { DropWriteBackInput, RetryWriteBackInput } from "@/lib/channels/core/write-back-view";
import { dropWriteBack } from "@/lib/channels/use-cases/drop-write-back";
import { retryWriteBack } from "@/lib/channels/use-cases/retry-write-back";

export async function retryWriteBackAction(input: RetryWriteBackInput) {
  return runAction(retryWriteBack, input);
}

export async function dropWriteBackAction(input: DropWriteBackInput) {
  return runAction(dropWriteBack, input);
}
