import type { z } from "zod";
import type { Permission } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { type ApiCall, route } from "./answer";
import { noQuerySchema } from "./no-query";

/** One call of the API: what the route serves, what OpenAPI says and what the role matrix tests, in one place. */
export type Endpoint = {
  method: "GET" | "POST";
  /** As OpenAPI writes it: "/orders/{id}". */
  path: string;
  summary: string;
  permission: Permission;
  query?: z.ZodType;
  body?: z.ZodType;
  response: z.ZodType;
  call(ctx: Ctx, call: ApiCall): Promise<unknown>;
};

export function endpoint(input: Endpoint): Endpoint {
  return input;
}

/** The route handler of an endpoint. Query fields nobody knows are refused by name; the verb parses the rest. */
export function serve(served: Endpoint) {
  return route((call) => {
    if (served.method === "GET" && !served.query) parseInput(noQuerySchema, call.query, "api.unknown_query");
    return served.call(call.ctx, call);
  });
}
