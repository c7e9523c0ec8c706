"use server";

import { type ActionResult, runAction } from "@/app/run-action";
import { setUserDisabled } from "@/lib/security/use-cases/set-user-disabled";

export async function setUserDisabledAction(input: {
  user_id: string;
  disabled: boolean;
}): Promise<ActionResult<{ user_id: string; disabled: boolean }>> {
  return runAction(setUserDisabled, input);
}
