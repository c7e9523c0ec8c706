import type { z } from "zod";
import type { Permission } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import type { ApiCall } from "./answer";

/** One call of the API: what the route serves, what OpenAPI says and what the role matrix tests, in one place. */
export type Endpoint = {
  method: "GET" | "POST";
  /** As OpenAPI writes it: "/orders/{id}". */
  path: string;
  summary: string;
  permission: Permission;
  query?: z.ZodObject;
  body?: z.ZodObject;
  response: z.ZodType;
  call(ctx: Ctx, call: ApiCall): Promise<unknown>;
};

export function endpoint(input: Endpoint): Endpoint {
  return input;
}
