import type { ImportMapping } from "@/lib/channels/core/import-table";
import type { ImportView } from "@/lib/channels/core/import-view";
import { getImport } from "@/lib/channels/use-cases/get-import";
import { runImport } from "@/lib/channels/use-cases/run-import";
import { startImport } from "@/lib/channels/use-cases/start-import";
import type { Ctx } from "@/lib/shared/context";

/** Starts an import and works it off here: the command needs no running worker, and one that runs does no harm. */
export async function importFile(
  ctx: Ctx,
  input: { shop: string; fileName: string; content: Uint8Array; columns?: ImportMapping },
): Promise<ImportView> {
  const started = await startImport(ctx, { shop: input.shop, file_name: input.fileName, content: input.content, columns: input.columns });
  await runImport(ctx, { import_id: started.id });
  const { import: done } = await getImport(ctx, { import_id: started.id });
  if (done.state === "failed") throw new Error(`The import failed: ${done.error ?? "no reason given"}.`);
  return done;
}
