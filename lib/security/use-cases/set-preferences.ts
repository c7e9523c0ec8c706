import type { z } from "zod";
import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { CodedError } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { preferencesSchema } from "../core/user-view";
import { updateUser } from "../store/user-store";

/** How one person likes the console; kept with the person, so it follows to the next browser. */
export async function setPreferences(ctx: Ctx, input: z.input<typeof preferencesSchema>): Promise<{ saved: boolean }> {
  if (ctx.actor.kind !== "user") throw new CodedError({ kind: "unauthenticated", code: "security.required", message: "Sign in first." });
  const { locale, color_scheme } = parseInput(preferencesSchema, input);
  const set = { ...(locale ? { locale } : {}), ...(color_scheme ? { colorScheme: color_scheme } : {}) };
  return { saved: Object.keys(set).length === 0 || (await updateUser(reader(), ctx.actor.id, set)) };
}
