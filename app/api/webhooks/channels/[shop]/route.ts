import { readBody } from "@/app/api/read-body";
import { receivePush } from "@/lib/channels/use-cases/receive-push";
import { MAX_PUSH_BYTES } from "@/lib/inbox/core/push";
import { newCtx } from "@/lib/shared/context";

type Params = { params: Promise<{ shop: string }> };

/** Platforms push by POST; some first ask by GET whether the address is ours. */
async function answer(method: "GET" | "POST", request: Request, { params }: Params): Promise<Response> {
  const { shop } = await params;
  const rawBody = method === "GET" ? new Uint8Array() : await readBody(request, MAX_PUSH_BYTES);
  const headers = Object.fromEntries(request.headers);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { status, contentType, body } = await receivePush(newCtx({ kind: "anonymous" }), { shopCode: shop, method, query, headers, rawBody });
  // An answer without content (204) may not carry a body, not even an empty one.
  return new Response(body === "" ? null : body, { status, headers: { "content-type": contentType } });
}

export function POST(request: Request, context: Params): Promise<Response> {
  return answer("POST", request, context);
}

export function GET(request: Request, context: Params): Promise<Response> {
  return answer("GET", request, context);
}
