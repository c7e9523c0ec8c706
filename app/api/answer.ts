import { getRequestCtx } from "@/app/session";
import { takeToken } from "@/lib/security/rate/rate-limit";
import { type Answer, answerOnce } from "@/lib/security/use-cases/answer-once";
import { type Ctx, newCtx } from "@/lib/shared/context";
import { CodedError, HTTP_STATUS, invalid, isCodedError } from "@/lib/shared/errors";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { reportUnknown } from "@/lib/shared/report-unknown";

/** A batch of 1,000 orders with long addresses is about 3 MB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

export type Params = Record<string, string>;
type RouteParams = Record<string, string | string[]>;
export type ApiCall = { ctx: Ctx; params: Params; query: Record<string, string>; body: unknown };
type RouteContext = { params: Promise<RouteParams> };

/** One API route: actor → rate → body → work → JSON, every refusal as RFC 9457 problem details. */
export function route(work: (call: ApiCall) => Promise<unknown>) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    let ctx = newCtx({ kind: "anonymous" });
    try {
      ctx = await getRequestCtx(request);
      limitRate(ctx);
      const params = joined(await context.params);
      const query = Object.fromEntries(new URL(request.url).searchParams);
      if (request.method === "GET" || request.method === "HEAD") return json(200, await work({ ctx, params, query, body: undefined }));
      return await write(request, ctx, (body) => work({ ctx, params, query, body }));
    } catch (error) {
      return problem(error, ctx.requestId);
    }
  };
}

async function write(request: Request, ctx: Ctx, work: (body: unknown) => Promise<unknown>): Promise<Response> {
  const text = await readText(request);
  const run = async (): Promise<Answer> => ({ status: 200, body: await work(parseBody(text)) });
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

/** Counts the bytes as they come: the length a client states is not to be trusted. */
async function readText(request: Request): Promise<string> {
  const reader = request.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new CodedError({
        kind: "too_large",
        code: "api.body_too_large",
        message: `A request body has at most ${MAX_BODY_BYTES} bytes.`,
        params: { limit: MAX_BODY_BYTES },
      });
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return parseLosslessJson(text);
  } catch {
    throw invalid("api.not_json", `The body is not JSON: it begins "${text.slice(0, 40)}".`, [{ path: "", message: "is not JSON" }]);
  }
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

/** application/problem+json: type, title, status, detail, code, errors, request_id. */
export function problem(error: unknown, requestId: string): Response {
  const known = isCodedError(error) ? error : unknownError(error, requestId);
  const status = known === null ? 500 : HTTP_STATUS[known.kind];
  const body = {
    type: `urn:tongdan:problem:${known?.code ?? "common.unknown"}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: known?.message ?? "Something went wrong here; nothing was changed.",
    code: known?.code ?? "common.unknown",
    errors: known?.issues ?? [],
    request_id: requestId,
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (status === 429) headers["retry-after"] = "1";
  return new Response(JSON.stringify(body), { status, headers });
}

function unknownError(error: unknown, requestId: string): null {
  reportUnknown(error, requestId);
  return null;
}

const TITLES: Record<number, string> = {
  401: "Sign in first",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  422: "Not valid",
  429: "Too many requests",
  500: "Unexpected error",
  503: "Not available",
};

/** A catch-all parameter arrives as a list: joined again as the path it was. A route without parameters may get none at all. */
function joined(params: RouteParams | undefined): Params {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name, Array.isArray(value) ? value.join("/") : value]));
}
