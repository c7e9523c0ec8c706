"use server";

import type { z } from "zod";
import { runAction } from "@/app/run-action";
import type {
  approveChangeSchema,
  previewChangeSchema,
  rejectChangeSchema,
  requestChangeSchema,
  restoreVersionSchema,
  withdrawChangeSchema,
} from "@/lib/versions/core/change-view";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { previewChange } from "@/lib/versions/use-cases/preview-change";
import { rejectChange } from "@/lib/versions/use-cases/reject-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { restoreVersion } from "@/lib/versions/use-cases/restore-version";
import { withdrawChange } from "@/lib/versions/use-cases/withdraw-change";

export async function previewChangeAction(input: z.input<typeof previewChangeSchema>) {
  return runAction(previewChange, input);
}

export async function requestChangeAction(input: z.input<typeof requestChangeSchema>) {
  return runAction(requestChange, input);
}

export async function approveChangeAction(input: z.input<typeof approveChangeSchema>) {
  return runAction(approveChange, input);
}

export async function rejectChangeAction(input: z.input<typeof rejectChangeSchema>) {
  return runAction(rejectChange, input);
}

export async function withdrawChangeAction(input: z.input<typeof withdrawChangeSchema>) {
  return runAction(withdrawChange, input);
}

export async function restoreVersionAction(input: z.input<typeof restoreVersionSchema>) {
  return runAction(restoreVersion, input);
}
