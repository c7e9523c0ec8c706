import { CodedError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { problem } from "./problem";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Handler = (request: Request) => Promise<Response>;
export type OtherMethods = Record<Method | "OPTIONS", Handler>;

/** Handlers for the methods a route does not have: 405 with those it has; OPTIONS asks for the same list. */
export function otherMethods(...own: Method[]): OtherMethods {
  const allow = [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handler = async ({ method, url }) => {
    const message = `${new URL(url).pathname} does not answer ${method}; it answers: ${allow}.`;
    return problem(new CodedError({ kind: "wrong_method", code: "api.wrong_method", message, params: { allow } }), newId(), { allow });
  };
  const tell: Handler = async () => new Response(null, { status: 204, headers: { allow } });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: tell };
}
