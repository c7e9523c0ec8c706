import { readBody } from "@/app/api/read-body";
import { receivePush } from "@/lib/channels/use-cases/receive-push";
import { MAX_PUSH_BYTES } from "@/lib/inbox/core/push";
import { newCtx } from "@/lib/shared/context";

export async function POST(request: Request, { params }: { params: Promise<{ shop: string }> }): Promise<Response> {
  const { shop } = await params;
  const rawBody = await readBody(request, MAX_PUSH_BYTES);
  const headers = Object.fromEntries(request.headers);
  const answer = await receivePush(newCtx({ kind: "anonymous" }), { shopCode: shop, headers, rawBody });
  return new Response(answer.body, { status: answer.status, headers: { "content-type": answer.contentType } });
}
