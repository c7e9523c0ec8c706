import { z } from "zod";
import { openApiDocument } from "@/app/api/openapi";

type Json = Record<string, unknown>;
type Operation = { responses: Record<string, { $ref?: string; content?: Record<string, { schema: Json }> }> };
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Json> } };

const document = openApiDocument() as unknown as Document;
const kept = new Map<string, z.ZodType>();

/** What the published description says against this answer, or nothing. Answers that it does not describe are a fault too. */
export function faultsAgainstOpenApi(input: { method: string; path: string; status: number; body: unknown }): string[] {
  const { method, path, status, body } = input;
  const responses = document.paths[`/api/v1${path}`]?.[method.toLowerCase()]?.responses;
  const described = responses?.[String(status)] ?? (status >= 500 ? responses?.default : undefined);
  if (!described) return [`${method} ${path} does not describe ${status}`];
  const schema = described.$ref ? document.components.schemas.Problem : described.content?.["application/json"]?.schema;
  if (!schema) return [`${method} ${path} ${status} has no schema`];
  const parsed = validatorOf(described.$ref ?? `${method} ${path}`, schema).safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${method} ${path} ${status}: ${issue.path.join(".")} ${issue.message}`);
}

function validatorOf(key: string, schema: Json): z.ZodType {
  const validator = kept.get(key) ?? z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  kept.set(key, validator);
  return validator;
}
