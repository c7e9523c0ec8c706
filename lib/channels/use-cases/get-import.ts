import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type ImportIdInput, type ImportView, importIdSchema } from "../core/import-view";
import { toImportView } from "../core/to-import-view";
import { findOptionalImport } from "../store/import-store";

export async function getImport(ctx: Ctx, input: ImportIdInput): Promise<{ import: ImportView }> {
  requirePermission(ctx, "imports.run");
  const { import_id } = parseInput(importIdSchema, input);
  const record = await findOptionalImport(reader(), import_id);
  if (!record) throw notFound("channels", "import", import_id);
  return { import: toImportView(record) };
}
