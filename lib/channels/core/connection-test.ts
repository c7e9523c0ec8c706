import { z } from "zod";
import { FAILURE_KINDS, type FailureKind } from "./channel-adapter";

/** What a person does about each kind of failure; the console says it in its own words. */
const ADVICE: Record<FailureKind, string> = {
  retryable: "The platform did not answer. Check the API address; if it is right, it will be tried again by itself.",
  throttled: "The platform is asked too often at the moment. Wait a minute and test again.",
  token_expired: "The authorisation has ended. Authorise the shop again and enter the new tokens.",
  not_found: "The platform does not know what was asked for. Check the API address and the shop number.",
  shop_setup: "The platform does not accept this application or shop. Check key, secret and what else it asks for.",
  refused: "The platform understood and refused. Its words say why.",
};

export function adviceFor(kind: FailureKind): string {
  return ADVICE[kind];
}

/** `pulls` false: the platform only pushes, so nothing was asked; enter `push_path` there. */
export const connectionTestSchema = z.object({
  ok: z.boolean(),
  pulls: z.boolean(),
  /** Orders on the first page of the last hour, and in all where the platform says it. */
  listed: z.number().nullable(),
  total: z.number().nullable(),
  kind: z.enum(FAILURE_KINDS).nullable(),
  reason: z.string(),
  advice: z.string(),
  push_path: z.string(),
  took_ms: z.number(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;
