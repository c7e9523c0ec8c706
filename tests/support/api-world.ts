import { readdirSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { expect } from "vitest";
import { createToken } from "@/lib/security/use-cases/create-token";
import { createUser } from "@/lib/security/use-cases/create-user";
import { ROLES, type Role } from "@/lib/shared/role";
import { faultsAgainstOpenApi } from "./open-api-schemas";
import { testCtx } from "./shops";
import { createTestDatabase } from "./test-database";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
// biome-ignore lint/suspicious/noExplicitAny: the body of an answer, which each test looks into at another place
export type ApiAnswer = { status: number; headers: Headers; body: any };
type Sending = { params?: Record<string, string>; query?: Record<string, string> | string; body?: unknown; headers?: Record<string, string> };

const API = path.resolve(import.meta.dirname, "../../app/api");

/** Every route file under app/api by the path it serves: "/api/v1/orders/{id}". */
export function routeFiles(): Map<string, string> {
  const files = readdirSync(API, { recursive: true })
    .map(String)
    .filter((file) => /(^|\/)route\.ts$/.test(file));
  return new Map(files.map((file) => [`/api/${path.dirname(file).replace(/\[(\w+)\]/g, "{$1}")}`, path.join(API, file)]));
}

export async function handlersAt(apiPath: string): Promise<Record<string, Handler>> {
  const file = routeFiles().get(apiPath);
  if (!file) throw new Error(`No route file serves ${apiPath}.`);
  return import(/* @vite-ignore */ file);
}

/** A database with a token for each role; calls go through the route files as the web server makes them. */
export async function apiWorld() {
  const db = await createTestDatabase();
  const tokens = new Map<Role, string>();
  for (const role of ROLES) tokens.set(role, (await createToken(testCtx(), { name: `测试 ${role}`, role })).token);
  return {
    drop: db.drop,
    tokenOf: (role: Role) => tokens.get(role) ?? "",
    /** `call("ops", "POST /orders/{id}/events", …)`; checks the answer against the published description. */
    async call(as: Role | { headers: Record<string, string> } | null, what: string, sending: Sending = {}): Promise<ApiAnswer> {
      const [method = "", apiPath = ""] = what.split(" ");
      const answer = await sendTo(`/api/v1${apiPath}`, method, { ...sending, headers: { ...credentials(as), ...sending.headers } });
      expect(faultsAgainstOpenApi({ method, path: apiPath, status: answer.status, body: answer.body })).toEqual([]);
      if (answer.status !== 200) expect(answer.headers.get("content-type")).toBe("application/problem+json");
      return answer;
    },
  };

  function credentials(as: Role | { headers: Record<string, string> } | null): Record<string, string> {
    if (as === null) return {};
    return typeof as === "string" ? { authorization: `Bearer ${tokens.get(as)}` } : as.headers;
  }
}

/** One request straight to a route file's handler. A `body` that is no string or bytes is sent as JSON. */
export async function sendTo(apiPath: string, method: string, sending: Sending = {}): Promise<ApiAnswer> {
  const handler = (await handlersAt(apiPath))[method];
  if (!handler) throw new Error(`${apiPath} has no ${method}.`);
  const { params = {}, query = {}, body, headers = {} } = sending;
  const raw = body === undefined || typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const address = apiPath.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ""));
  const request = new Request(`http://test${address}?${new URLSearchParams(query)}`, {
    method,
    headers: { ...(raw === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(raw === undefined ? {} : { body: raw as BodyInit }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

/** The cookie of a person signed in to the console. */
export async function sessionCookie(role: Role): Promise<Record<string, string>> {
  const { id } = await createUser(testCtx(), { email: `${role}@test.tongdan.local`, role, password: "a password of the test" });
  const token = await encode({ token: { sub: id, sessionVersion: 1 }, secret: process.env.NEXTAUTH_SECRET ?? "" });
  return { cookie: `next-auth.session-token=${token}` };
}
