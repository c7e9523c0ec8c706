import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { importMappingSchema, importPreviewSchema, importViewSchema } from "@/lib/channels/core/import-view";
import { previewImport } from "@/lib/channels/use-cases/preview-import";
import { startImport } from "@/lib/channels/use-cases/start-import";
import { requirePermission } from "@/lib/security/core/require-permission";
import { parseInput } from "@/lib/shared/parse-input";

/** A file in a JSON body: base64. The body's own limit keeps it under 6 MB; larger ones go by the console or the command line. */
const fileSchema = z.strictObject({
  shop: z.string().min(1).max(64),
  file_name: z.string().trim().min(1).max(200),
  content: z.base64(),
});
const startSchema = fileSchema.extend({ columns: importMappingSchema.optional() });

function decoded<T extends { content: string }>(body: T): Omit<T, "content"> & { content: Uint8Array } {
  return { ...body, content: new Uint8Array(Buffer.from(body.content, "base64")) };
}

export const previewImportEndpoint = endpoint({
  method: "POST",
  path: "/imports/preview",
  summary: "How a file's headings are understood for a shop; nothing is taken.",
  permission: "imports.run",
  body: fileSchema,
  // Its rows hold personal data, and answers to writes are kept for their Idempotency-Key: the console alone shows them.
  response: importPreviewSchema.omit({ rows: true }),
  async call(ctx, { body }) {
    requirePermission(ctx, "imports.run");
    const { rows: _, ...understood } = await previewImport(ctx, decoded(parseInput(fileSchema, body)));
    return understood;
  },
});

export const startImportEndpoint = endpoint({
  method: "POST",
  path: "/imports",
  summary: "Imports a file of orders (.xlsx, CSV or tab-separated, as base64) in the background; chosen columns are remembered for the shop.",
  permission: "imports.run",
  body: startSchema,
  response: importViewSchema,
  call(ctx, { body }) {
    requirePermission(ctx, "imports.run");
    return startImport(ctx, decoded(parseInput(startSchema, body)));
  },
});
