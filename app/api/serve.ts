import { z } from "zod";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { badInput, fieldIssues } from "@/lib/shared/parse-input";
import { type ApiCall, type RouteHandler, route } from "./answer";
import type { Endpoint } from "./endpoint";
import { type OtherMethods, otherMethods } from "./other-methods";

type Served<M extends string> = Record<M, RouteHandler> & Omit<OtherMethods, M>;

/** The exports of a route file: its endpoints, and for every other method an answer that names those it has. */
export function serve<const E extends readonly Endpoint[]>(...endpoints: E): Served<E[number]["method"]> {
  const own = endpoints.map((served) => [served.method, route((call) => answer(served, call), served.permission)] as const);
  return { ...otherMethods(...endpoints.map(({ method }) => method)), ...Object.fromEntries(own) } as Served<E[number]["method"]>;
}

/** Refuses by name what no field is called; the verb parses what the known ones hold. An id that is none names nothing. */
function answer(served: Endpoint, call: ApiCall): Promise<unknown> {
  const { id } = call.params;
  if (id !== undefined && !isId(id)) throw notFound("api", nounOf(served.path), id);
  refuseUnknown(served.query, call.query, "api.unknown_query");
  if (served.method === "POST") refuseUnknown(served.body, call.body, "api.unknown_field");
  return served.call(call.ctx, call);
}

/** Looks at the names only: what they hold is parsed once, by the verb, and a batch row by row. */
function refuseUnknown(schema: z.ZodObject | undefined, input: unknown, code: string): void {
  const names = Object.keys(schema?.shape ?? {}).map((name) => [name, z.unknown().optional()]);
  const parsed = z.strictObject(Object.fromEntries(names)).safeParse(input);
  if (!parsed.success) throw badInput(fieldIssues(parsed.error), code);
}

/** "/merge-suggestions/{id}/approve" → "merge_suggestion". */
function nounOf(path: string): string {
  return (path.split("/")[1] ?? "").replaceAll("-", "_").replace(/s$/, "");
}
