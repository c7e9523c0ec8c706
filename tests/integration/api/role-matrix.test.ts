import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import { GET as readMetrics } from "@/app/api/metrics/route";
import { OPEN_CALLS } from "@/app/api/open-calls";
import { roleHolds } from "@/lib/security/core/permissions";
import { newCtx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { ROLES } from "@/lib/shared/role";
import { apiWorld, handlersAt, routeFiles, sendTo, sessionCookie } from "../../support/api-world";

let world: Awaited<ReturnType<typeof apiWorld>>;
beforeAll(async () => {
  world = await apiWorld();
});
afterAll(() => world.drop());

/** Route files that are neither in the registry nor among the open calls, each with its reason. */
const UNLISTED: Record<string, string> = {
  "/api/auth/[...nextauth]": "sign-in, by next-auth",
  "/api/[...rest]": "answers 404 for what is no call",
};

const params = { id: newId(), version: "1" };
const what = ENDPOINTS.map((served) => ({ served, name: `${served.method} ${served.path}` }));

test("every route file serves a call of the registry, an open call, or is named here", () => {
  const known = new Set([...ENDPOINTS.map(({ path }) => `/api/v1${path}`), ...OPEN_CALLS.map(({ path }) => path), ...Object.keys(UNLISTED)]);
  expect([...routeFiles().keys()].filter((path) => !known.has(path))).toEqual([]);
  expect([...known].filter((path) => !routeFiles().has(path))).toEqual([]);
});

test("a route file answers exactly the methods of its calls; the others are 405 and say what it answers", async () => {
  for (const path of new Set(ENDPOINTS.map((served) => served.path))) {
    const handlers = await handlersAt(`/api/v1${path}`);
    const own: string[] = ENDPOINTS.filter((served) => served.path === path).map(({ method }) => method);
    for (const method of Object.keys(handlers).filter((name) => name !== "OPTIONS" && !own.includes(name))) {
      const answer = await sendTo(`/api/v1${path}`, method, { params });
      expect([path, method, answer.status, answer.body.code]).toEqual([path, method, 405, "api.wrong_method"]);
      expect(answer.headers.get("allow")?.split(", ")).toEqual(expect.arrayContaining(own));
    }
    expect(Object.keys(handlers).sort()).toEqual(["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"]);
  }
});

describe.each(what)("$name", ({ served, name }) => {
  test("nobody and a bad token are 401, before anything about the request is judged", async () => {
    const junk = served.method === "POST" ? { body: "{not json" } : { query: { nonsense: "1" } };
    for (const credentials of [{}, { authorization: "Bearer td_unknown" }, { authorization: "Basic YTpi" }]) {
      const answer = await world.call({ headers: credentials as Record<string, string> }, name, { params, ...junk });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("each role is let in or refused as the permission says", async () => {
    for (const role of ROLES) {
      const { status, body } = await world.call(role, name, { params, ...(served.method === "POST" ? { body: {} } : {}) });
      expect([role, status === 403]).toEqual([role, !roleHolds(role, served.permission)]);
      expect([role, status < 500 && status !== 401]).toEqual([role, true]);
      if (status === 403) expect(body.detail).toContain(`"${role}"`);
    }
  });

  test("the verb behind it holds the same permission by itself", async () => {
    const call = { params, query: {}, body: {} };
    for (const actor of [null, ...ROLES.filter((role) => !roleHolds(role, served.permission))]) {
      const ctx = newCtx(actor === null ? { kind: "anonymous" } : { kind: "token", id: newId(), name: "t", role: actor });
      const error = await (async () => served.call(ctx, { ctx, ...call }))().then(
        () => "was let in",
        (thrown: unknown) => thrown,
      );
      expect(isCodedError(error) ? error.kind : error).toBe(actor === null ? "unauthenticated" : "forbidden");
    }
  });
});

test("metrics are open to the roles that hold them and to nobody else", async () => {
  expect((await sendTo("/api/metrics", "GET")).status).toBe(401);
  for (const role of ROLES) {
    const response = await readMetrics(new Request("http://test/", { headers: { authorization: `Bearer ${world.tokenOf(role)}` } }));
    expect([role, response.status]).toEqual([role, roleHolds(role, "metrics.read") ? 200 : 403]);
  }
});

test("a console session reads by its role and never writes: no other site can act through it", async () => {
  for (const role of ["admin", "finance"] as const) {
    const headers = await sessionCookie(role);
    for (const { served, name } of what) {
      const answer = await world.call({ headers }, name, { params, ...(served.method === "POST" ? { body: {} } : {}) });
      if (served.method === "POST") expect([name, answer.status]).toEqual([name, 401]);
      else expect([name, answer.status === 403]).toEqual([name, !roleHolds(role, served.permission)]);
      if (served.method === "GET") expect([name, answer.status]).not.toEqual([name, 401]);
    }
  }
});
