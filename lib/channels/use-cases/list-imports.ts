import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type ImportView, type ListImportsInput, listImportsSchema } from "../core/import-view";
import { toImportView } from "../core/to-import-view";
import { listImportRecords } from "../store/import-store";

/** Imports, newest first. */
export async function listImports(ctx: Ctx, input: ListImportsInput): Promise<{ imports: ImportView[]; next_cursor: string | null }> {
  requirePermission(ctx, "imports.run");
  const { cursor, limit } = parseInput(listImportsSchema, input);
  const position = cursor ? decodeTimeCursor(cursor) : null;
  const before = position && { createdAt: position.at, id: position.id };
  const records = await listImportRecords(reader(), { before, limit: limit + 1 });
  const page = records.slice(0, limit);
  const last = records.length > limit ? page.at(-1) : undefined;
  return { imports: page.map(toImportView), next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
}
