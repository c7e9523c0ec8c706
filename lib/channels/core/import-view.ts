import { z } from "zod";
import { INGEST_OUTCOMES } from "@/lib/orders/core/incoming-order";
import { PAGE_LIMIT } from "@/lib/shared/page";
import { CELL_CODES } from "./import-cells";
import { IMPORT_COLUMN_NAMES } from "./import-columns";
import { importMachine } from "./import-state";

export const MAX_IMPORT_BYTES = 20 * 1_048_576;

export const importMappingSchema = z.partialRecord(z.enum(IMPORT_COLUMN_NAMES), z.string().max(200));

export const startImportSchema = z.strictObject({
  /** Shop code. */
  shop: z.string().min(1).max(64),
  file_name: z.string().trim().min(1).max(200),
  /** The file as it is: an Excel workbook, or CSV in UTF-8, UTF-16 or GBK. */
  content: z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be the bytes of a file"),
  /** Which heading of the file is which of our columns, "" for none; remembered for the shop. */
  columns: importMappingSchema.optional(),
});
export type StartImportInput = z.input<typeof startImportSchema>;

/** A look into a file before it is imported: how its headings are understood, and its first rows. */
export const previewImportSchema = startImportSchema.omit({ columns: true });
export type PreviewImportInput = z.input<typeof previewImportSchema>;

export const importPreviewSchema = z.object({
  headings: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  total_rows: z.number(),
  /** Our column → heading: remembered for the shop or known by name. */
  columns: importMappingSchema,
  /** Headings that are not understood, with what they might be. */
  guesses: importMappingSchema,
  /** Columns that an order needs and that no heading is understood as. */
  missing: z.array(z.enum(IMPORT_COLUMN_NAMES)),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const importIdSchema = z.strictObject({ import_id: z.uuid() });
export type ImportIdInput = z.input<typeof importIdSchema>;

const pageFields = {
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
};
export const listImportsSchema = z.strictObject(pageFields);
export type ListImportsInput = z.input<typeof listImportsSchema>;

export const listImportRowsSchema = z.strictObject({
  import_id: z.uuid(),
  outcome: z.enum(INGEST_OUTCOMES).optional(),
  ...pageFields,
});
export type ListImportRowsInput = z.input<typeof listImportRowsSchema>;

/** `*_rows` count rows of the file; created, updated, unchanged and rejected count orders. */
export const importViewSchema = z.object({
  id: z.uuid(),
  shop_id: z.uuid(),
  shop_code: z.string(),
  file_name: z.string(),
  state: z.enum(importMachine.states),
  total_rows: z.number(),
  done_rows: z.number(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  actor_name: z.string(),
  error: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
});
export type ImportView = z.infer<typeof importViewSchema>;

const rowIssueSchema = z.object({
  path: z.string(),
  message: z.string(),
  /** Message key `channels.cell_errors.<code>` with `value` and `row`; absent on issues that only have their sentence. */
  code: z.enum(CELL_CODES).optional(),
  value: z.string().optional(),
  row: z.number().optional(),
});

export const importRowViewSchema = z.object({
  row_number: z.number(),
  external_id: z.string(),
  outcome: z.enum(INGEST_OUTCOMES),
  order_id: z.uuid().nullable(),
  errors: z.array(rowIssueSchema),
});
export type ImportRowView = z.infer<typeof importRowViewSchema>;
