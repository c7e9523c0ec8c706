import { expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS } from "@/app/api/endpoints";
import { OPEN_CALLS } from "@/app/api/open-calls";
import { openApiDocument } from "@/app/api/openapi";
import { GET } from "@/app/api/openapi.json/route";
import { roleHolds } from "@/lib/security/core/permissions";
import { faultsAgainstOpenApi } from "../../support/open-api-schemas";

const PROBLEM = { $ref: "#/components/responses/Problem" };
const schema = z.record(z.string(), z.unknown());
const reference = z.strictObject({ $ref: z.string().startsWith("#/components/") });
const content = z.record(z.string().includes("/"), z.strictObject({ schema }));
const parameter = z.strictObject({ name: z.string().min(1), in: z.enum(["path", "query", "header"]), required: z.boolean(), schema });
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z0-9]+$/),
  summary: z.string().endsWith("."),
  "x-permission": z.string().optional(),
  "x-roles": z.array(z.string()).min(1).optional(),
  security: z.tuple([]).optional(),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string().regex(/^([1-5]\d\d|default)$/),
    z.union([reference, z.strictObject({ description: z.string().min(1), content: content.optional() })]),
  ),
});
/** The part of OpenAPI 3.1 that the description uses; anything else in it is a slip. */
const openApi = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string().startsWith("/api/"), z.partialRecord(z.enum(["get", "post"]), operation)),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.strictObject({ type: z.literal("http"), scheme: z.literal("bearer") })),
    schemas: z.record(z.string(), schema),
    responses: z.record(z.string(), z.strictObject({ description: z.string(), content })),
  }),
});

const document = openApi.parse(openApiDocument());
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => ({ path, method, described })),
);
const described = (method: string, path: string) =>
  operations.find((entry) => entry.method === method.toLowerCase() && entry.path === path)?.described;
const jsonSchema = (type: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: "any" });
  return JSON.parse(JSON.stringify(rest));
};

test("the route serves the document, and every reference in it leads somewhere", async () => {
  const text = await GET().text();
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  for (const [, pointer = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = pointer.split("/").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect([pointer, found !== undefined]).toEqual([pointer, true]);
  }
});

test("it describes every call and no other, each under a name of its own", () => {
  const calls = [
    ...ENDPOINTS.map(({ method, path }) => `${method.toLowerCase()} /api/v1${path}`),
    ...OPEN_CALLS.map(({ method, path }) => `${method} ${path}`),
  ];
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(calls.sort());
  expect(new Set(operations.map((entry) => entry.described.operationId)).size).toBe(operations.length);
});

test("each call has the refusals of its method as problem details, and parameters that match its path", () => {
  for (const { path, method, described: call } of operations) {
    expect(call.responses.default).toEqual(PROBLEM);
    const inPath = call.parameters.filter((entry) => entry.in === "path");
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inPath.every(({ required }) => required)).toBe(true);
    if (!path.startsWith("/api/v1/")) continue;
    const refusals = ["401", "403", "404", "422", "429", ...(method === "post" ? ["409", "413"] : [])];
    for (const status of refusals) expect([path, status, call.responses[status]]).toEqual([path, status, PROBLEM]);
  }
});

test("bodies, queries and answers are the very schemas that parse them", () => {
  for (const served of ENDPOINTS) {
    const call = described(served.method, `/api/v1${served.path}`);
    const body = call?.requestBody?.content["application/json"]?.schema;
    expect(body).toEqual(served.body ? jsonSchema(served.body, "input") : undefined);
    const answer = call?.responses["200"];
    expect(answer && "content" in answer && answer.content?.["application/json"]?.schema).toEqual(jsonSchema(served.response, "output"));
    const query = call?.parameters.filter((entry) => entry.in === "query").map(({ name }) => name);
    expect(query).toEqual(Object.keys(served.query?.shape ?? {}));
    expect(call?.["x-roles"]?.every((role) => roleHolds(role as never, served.permission))).toBe(true);
    if (served.method === "POST") expect(served.body).toBeDefined();
  }
});

test("the check of answers against it can fail: a field too many, too few, of another type, an unknown status", () => {
  const good = { group_id: "0193f0aa-0000-7000-8000-000000000000", state: "approved", left_order_ids: [] };
  const check = (body: unknown, status = 200) => faultsAgainstOpenApi({ method: "POST", path: "/shipment-groups/{id}/unmerge", status, body });
  expect(check(good)).toEqual([]);
  expect(check({ ...good, secret: "x" })).not.toEqual([]);
  expect(check({ ...good, state: undefined })).not.toEqual([]);
  expect(check({ ...good, left_order_ids: ["no id"] })).not.toEqual([]);
  expect(check(good, 418)).not.toEqual([]);
});
