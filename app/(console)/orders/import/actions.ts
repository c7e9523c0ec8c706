"use server";

import { runAction } from "@/app/run-action";
import type { ImportIdInput, ListImportRowsInput } from "@/lib/channels/core/import-view";
import { getImport } from "@/lib/channels/use-cases/get-import";
import { listImportRows } from "@/lib/channels/use-cases/list-import-rows";
import { startImport } from "@/lib/channels/use-cases/start-import";

export async function startImportAction(form: FormData) {
  const file = form.get("file");
  const content = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  return runAction(startImport, { shop: String(form.get("shop") ?? ""), file_name: file instanceof File ? file.name : "", content });
}

export async function getImportAction(input: ImportIdInput) {
  return runAction(getImport, input);
}

export async function listImportRowsAction(input: ListImportRowsInput) {
  return runAction(listImportRows, input);
}
