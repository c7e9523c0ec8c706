import { otherMethods } from "@/app/api/other-methods";
import { getHealth } from "@/lib/jobs/use-cases/get-health";
import { newCtx } from "@/lib/shared/context";
import packageJson from "@/package.json" with { type: "json" };

export const dynamic = "force-dynamic";

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Open to everybody: says only whether the product can serve. 503 when the database does not answer. */
export async function GET(): Promise<Response> {
  const { database, worker } = await getHealth(newCtx({ kind: "anonymous" }));
  const status = database === "ok" && worker === "ok" ? "ok" : "degraded";
  return Response.json(
    { status, database, worker, version: packageJson.version },
    { status: database === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
