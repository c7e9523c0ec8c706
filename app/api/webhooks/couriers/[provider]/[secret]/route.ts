import { readBody } from "@/app/api/read-body";
import { receiveCourierPush } from "@/lib/couriers/use-cases/receive-courier-push";
import { MAX_PUSH_BYTES } from "@/lib/inbox/core/push";
import { newCtx } from "@/lib/shared/context";

export async function POST(request: Request, { params }: { params: Promise<{ provider: string; secret: string }> }): Promise<Response> {
  const { provider, secret } = await params;
  const rawBody = await readBody(request, MAX_PUSH_BYTES);
  const headers = Object.fromEntries(request.headers);
  const answer = await receiveCourierPush(newCtx({ kind: "anonymous" }), { provider, secret, headers, rawBody });
  return new Response(answer.body, { status: answer.status, headers: { "content-type": answer.contentType } });
}
