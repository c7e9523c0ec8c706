import { otherMethods } from "@/app/api/other-methods";
import { problem } from "@/app/api/problem";
import { getRequestCtx } from "@/app/session";
import { readMetrics } from "@/lib/ops/use-cases/read-metrics";
import { newId } from "@/lib/shared/ids";

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

export async function GET(request: Request): Promise<Response> {
  try {
    const text = await readMetrics(await getRequestCtx(request));
    return new Response(text, { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" } });
  } catch (error) {
    return problem(error, newId());
  }
}
