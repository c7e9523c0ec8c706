import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { guessColumn, mapHeaders } from "../core/import-columns";
import type { ImportMapping } from "../core/import-table";
import { type ImportPreview, type PreviewImportInput, previewImportSchema } from "../core/import-view";
import { findOptionalMapping } from "../store/import-mapping-store";
import { findOptionalShopByCode } from "../store/shop-store";
import { readImportFile } from "./read-import-file";

const FIRST_ROWS = 5;

/** How a file's headings are understood for a shop, before anything of it is taken. Keeps nothing. */
export async function previewImport(ctx: Ctx, input: PreviewImportInput): Promise<ImportPreview> {
  requirePermission(ctx, "imports.run");
  const { shop: code, content } = parseInput(previewImportSchema, input);
  const shop = await findOptionalShopByCode(reader(), code);
  if (!shop) throw notFound("channels", "shop", code);
  const { header, rows } = await readImportFile(content);
  const mapping = (await findOptionalMapping(reader(), shop.id)) ?? {};
  const { columns, missing } = mapHeaders(header, mapping);
  const known: ImportMapping = Object.fromEntries([...columns].map(([index, column]) => [column, header[index] ?? ""]));
  return {
    headings: header,
    rows: rows.slice(0, FIRST_ROWS).map(({ cells }) => cells),
    total_rows: rows.length,
    columns: { ...leftOut(mapping), ...known },
    guesses: guessesFor({ header, taken: new Set(columns.keys()), known: { ...mapping, ...known } }),
    missing,
  };
}

/** What a person said the files of this shop do not have. */
function leftOut(mapping: ImportMapping): ImportMapping {
  return Object.fromEntries(Object.entries(mapping).filter(([, heading]) => heading === ""));
}

function guessesFor(input: { header: string[]; taken: ReadonlySet<number>; known: ImportMapping }): ImportMapping {
  const guesses: ImportMapping = {};
  input.header.forEach((heading, index) => {
    const column = input.taken.has(index) ? null : guessColumn(heading);
    if (column && input.known[column] === undefined) guesses[column] ??= heading;
  });
  return guesses;
}
