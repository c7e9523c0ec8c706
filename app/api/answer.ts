import { getRequestCtx } from "@/app/session";
import type { Permission } from "@/lib/security/core/permissions";
import { requirePermission } from "@/lib/security/core/require-permission";
import { takeToken } from "@/lib/security/rate/rate-limit";
import { type Answer, answerOnce } from "@/lib/security/use-cases/answer-once";
import { type Ctx, newCtx } from "@/lib/shared/context";
import { CodedError, invalid } from "@/lib/shared/errors";
import { problem } from "./problem";
import { parseBody, readText } from "./read-json";

export type Params = Record<string, string>;
type RouteParams = Record<string, string | string[]>;
export type ApiCall = { ctx: Ctx; params: Params; query: Record<string, string>; body: unknown };
type RouteContext = { params: Promise<RouteParams> };
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/**
 * One API route: actor → rate → permission → body → work → JSON, every refusal as RFC 9457 problem details. The verb
 * checks the permission again; here it keeps strangers from sending a body, and from learning what a good one looks like.
 */
export function route(work: (call: ApiCall) => Promise<unknown>, permission?: Permission): RouteHandler {
  return async (request, context) => {
    let ctx = newCtx({ kind: "anonymous" });
    try {
      ctx = await getRequestCtx(request);
      limitRate(ctx);
      if (permission) requirePermission(ctx, permission);
      const params = joined(await context.params);
      const query = readQuery(new URL(request.url).searchParams);
      if (request.method === "GET" || request.method === "HEAD") return json(200, await work({ ctx, params, query, body: undefined }));
      return await write(request, ctx, (body) => work({ ctx, params, query, body }));
    } catch (error) {
      return problem(error, ctx.requestId);
    }
  };
}

async function write(request: Request, ctx: Ctx, work: (body: unknown) => Promise<unknown>): Promise<Response> {
  const text = await readText(request);
  const run = async (): Promise<Answer> => ({ status: 200, body: await work(parseBody(text, request.headers.get("content-type"))) });
  const key = request.headers.get("idempotency-key");
  if (key === null || ctx.actor.kind === "anonymous") {
    const { status, body } = await run();
    return json(status, body);
  }
  const { status, body } = await answerOnce(ctx, {
    key,
    request: `${request.method} ${new URL(request.url).pathname}\n${text}`,
    work: run,
  });
  return json(status, body);
}

function limitRate(ctx: Ctx): void {
  if (ctx.actor.kind !== "token" && ctx.actor.kind !== "user") return;
  if (takeToken(ctx.actor.id, ctx.clock.now())) return;
  throw new CodedError({
    kind: "too_many",
    code: "api.too_many",
    message: "Too many requests: slow down and try again in a second.",
  });
}

function json(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

/** A parameter that stands twice is refused: whichever were taken, the answer would be of another question. */
function readQuery(params: URLSearchParams): Record<string, string> {
  const twice = [...new Set(params.keys())].filter((name) => params.getAll(name).length > 1);
  if (twice.length === 0) return Object.fromEntries(params);
  throw invalid(
    "api.repeated_query",
    `The query holds ${twice.join(", ")} more than once.`,
    twice.map((path) => ({ path, message: `stands ${params.getAll(path).length} times` })),
  );
}

/** A catch-all parameter arrives as a list: joined again as the path it was. A route without parameters may get none at all. */
function joined(params: RouteParams | undefined): Params {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, Array.isArray(value) ? value.join("/") : value]));
}
