import { z } from "zod";
import { PERMISSIONS, type Permission } from "@/lib/security/core/permissions";
import packageJson from "@/package.json" with { type: "json" };
import type { Endpoint } from "./endpoint";
import { ENDPOINTS } from "./endpoints";
import { OPEN_CALLS, type OpenCall } from "./open-calls";

type Json = Record<string, unknown>;

/** What every call may refuse with; writes also meet conflicts and limits of size. */
const REFUSALS = { GET: ["401", "403", "404", "422", "429"], POST: ["401", "403", "404", "409", "413", "422", "429"] } as const;
const problemRef = { $ref: "#/components/responses/Problem" };

/** OpenAPI 3.1 written from the same schemas that parse the requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  const add = (path: string, method: string, described: Json) => {
    paths[path] = { ...paths[path], [method]: described };
  };
  for (const served of ENDPOINTS) add(`/api/v1${served.path}`, served.method.toLowerCase(), operation(served));
  for (const call of OPEN_CALLS) add(call.path, call.method, openOperation(call));
  return {
    openapi: "3.1.0",
    info: {
      title: "Tongdan",
      version: packageJson.version,
      description: "Order operations for sellers on several channels. Money is integer fen, instants are RFC 3339.",
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      schemas: { Problem: PROBLEM },
      responses: {
        Problem: {
          description: "RFC 9457 problem details",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function operation(served: Endpoint): Json {
  const { body, response, method } = served;
  return {
    operationId: operationId(method, served.path),
    summary: served.summary,
    ...permitted(served.permission),
    parameters: [...pathParameters(served.path), ...queryParameters(served), ...(method === "POST" ? [IDEMPOTENCY] : [])],
    ...(body ? { requestBody: requestBody(body) } : {}),
    responses: {
      "200": { description: "Done", content: { "application/json": { schema: schemaOf(response, "output") } } },
      ...Object.fromEntries([...REFUSALS[method], "default"].map((status) => [status, problemRef])),
    },
  };
}

function openOperation({ method, path, summary, permission, headers = [], body, responses }: OpenCall): Json {
  const described = Object.entries(responses).map(([status, { description, content }]) => [
    status,
    { description, content: { [content.type]: { schema: schemaOf(content.schema, "output") } } },
  ]);
  return {
    operationId: operationId(method, path),
    summary,
    ...(permission ? permitted(permission) : { security: [] }),
    parameters: [...pathParameters(path), ...headers.map((name) => ({ name, in: "header", required: false, schema: { type: "string" } }))],
    ...(body ? { requestBody: requestBody(body) } : {}),
    responses: { ...Object.fromEntries(described), ...(permission ? { "401": problemRef, "403": problemRef } : {}), default: problemRef },
  };
}

function permitted(permission: Permission): Json {
  return { "x-permission": permission, "x-roles": [...PERMISSIONS[permission]] };
}

/** A body without a field that must be there may be left out. */
function requestBody(body: z.ZodType): Json {
  const schema = schemaOf(body, "input");
  const required = Array.isArray(schema.required) && schema.required.length > 0;
  return { required, content: { "application/json": { schema } } };
}

function operationId(method: string, path: string): string {
  const words = path.replace(/[{}]/g, "").split(/[/.-]/).filter(Boolean);
  return [method.toLowerCase(), ...words].map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: name === "version" ? "integer" : "string" },
  }));
}

function queryParameters({ query }: Endpoint): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input") as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: required.includes(name), schema }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return rest;
}

const IDEMPOTENCY = { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", maxLength: 200 } };

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "errors", "request_id"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    errors: {
      type: "array",
      items: { type: "object", required: ["path", "message"], properties: { path: { type: "string" }, message: { type: "string" } } },
    },
    request_id: { type: "string" },
  },
};
