import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { requirePermission } from "@/lib/security/core/require-permission";
import { sealText } from "@/lib/security/crypto/field-cipher";
import type { Actor, Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { importPlace } from "../core/import-place";
import { type KeptImport, toImportRows } from "../core/import-table";
import { type ImportView, type StartImportInput, startImportSchema } from "../core/import-view";
import { findOptionalMapping, saveMapping } from "../store/import-mapping-store";
import { saveNewImport } from "../store/import-store";
import { findOptionalShopByCode } from "../store/shop-store";
import { getImport } from "./get-import";
import { readImportFile } from "./read-import-file";

/** Takes a file of orders and starts applying it in the background; refuses at once what is not readable as one. */
export async function startImport(ctx: Ctx, input: StartImportInput): Promise<ImportView> {
  requirePermission(ctx, "imports.run");
  const { shop: code, file_name, content, columns } = parseInput(startImportSchema, input);
  const shop = await findOptionalShopByCode(reader(), code);
  if (!shop) throw notFound("channels", "shop", code);
  const table = await readImportFile(content);
  const mapping = columns ?? (await findOptionalMapping(reader(), shop.id)) ?? {};
  const rows = toImportRows(table, mapping);
  const kept: KeptImport = { table, mapping };
  const id = newId();
  await withTransaction(async (tx) => {
    await saveNewImport(tx, {
      id,
      shopId: shop.id,
      fileName: file_name,
      totalRows: rows.length,
      content: sealText(importPlace(id), JSON.stringify(kept)),
      ...actorColumns(ctx.actor),
      createdAt: ctx.clock.now(),
    });
    if (columns) await saveMapping(tx, { shopId: shop.id, columns, updatedAt: ctx.clock.now() });
    await enqueueJob(tx, { name: "run_import", payload: { import_id: id }, queue: `import:${shop.id}` });
    await emitEvents(tx, ctx, [{ type: "import.progressed", payload: { import_id: id, done_rows: 0, total_rows: rows.length, state: "pending" } }]);
    await appendAudit(tx, ctx, [
      {
        action: "channels.start_import",
        entityType: "import",
        entityId: id,
        after: { shop: code, file_name, rows: rows.length, columns },
      },
    ]);
  });
  return (await getImport(ctx, { import_id: id })).import;
}

function actorColumns(actor: Actor): { actorId: string; actorName: string } {
  return actor.kind === "anonymous" ? { actorId: "", actorName: "" } : { actorId: actor.id, actorName: actor.name };
}
