import { unstable_rethrow } from "next/navigation";
import type { Ctx } from "@/lib/shared/context";
import { type ErrorParams, type FieldIssue, isCodedError } from "@/lib/shared/errors";
import { reportUnknown } from "@/lib/shared/report-unknown";
import { getActorCtx } from "./session";

export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; params: ErrorParams; issues: FieldIssue[]; request_id: string };

/** Actor → verb → result. Refusals come back as codes the page can say in its language; the unknown as one neutral sentence. */
export async function runAction<I, T>(verb: (ctx: Ctx, input: I) => Promise<T>, input: I): Promise<ActionResult<T>> {
  const ctx = await getActorCtx();
  try {
    return { ok: true, data: await verb(ctx, input) };
  } catch (error) {
    unstable_rethrow(error);
    if (isCodedError(error)) {
      const { code, message, params, issues } = error;
      return { ok: false, code, message, params, issues, request_id: ctx.requestId };
    }
    reportUnknown(error, ctx.requestId);
    return {
      ok: false,
      code: "common.unknown",
      message: "Something went wrong here; nothing was changed.",
      params: {},
      issues: [],
      request_id: ctx.requestId,
    };
  }
}
