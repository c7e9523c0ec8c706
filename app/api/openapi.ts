import { z } from "zod";
import { PERMISSIONS } from "@/lib/security/core/permissions";
import packageJson from "@/package.json" with { type: "json" };
import type { Endpoint } from "./endpoint";
import { ENDPOINTS } from "./endpoints";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 written from the same schemas that parse the requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const served of ENDPOINTS) {
    const path = `/api/v1${served.path}`;
    paths[path] = { ...paths[path], [served.method.toLowerCase()]: operation(served) };
  }
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
    operationId: operationId(served),
    summary: served.summary,
    "x-permission": served.permission,
    "x-roles": [...PERMISSIONS[served.permission]],
    parameters: [...pathParameters(served.path), ...queryParameters(served), ...(method === "POST" ? [IDEMPOTENCY] : [])],
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } } : {}),
    responses: {
      "200": { description: "Done", content: { "application/json": { schema: schemaOf(response, "output") } } },
      ...Object.fromEntries(["401", "403", "404", "409", "413", "422", "429"].map((status) => [status, { $ref: "#/components/responses/Problem" }])),
    },
  };
}

function operationId({ method, path }: Endpoint): string {
  const words = path.replace(/[{}]/g, "").split(/[/-]/).filter(Boolean);
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
    errors: { type: "array", items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } } },
    request_id: { type: "string" },
  },
};
