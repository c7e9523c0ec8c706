"use server";

import { runAction } from "@/app/run-action";
import type { ImportMapping } from "@/lib/channels/core/import-table";
import { previewImport } from "@/lib/channels/use-cases/preview-import";
import { startImport } from "@/lib/channels/use-cases/start-import";

export async function previewImportAction(form: FormData) {
  return runAction(previewImport, await fileOf(form));
}

export async function startImportAction(form: FormData) {
  return runAction(startImport, { ...(await fileOf(form)), columns: columnsOf(form) });
}

async function fileOf(form: FormData): Promise<{ shop: string; file_name: string; content: Uint8Array }> {
  const file = form.get("file");
  const content = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  return { shop: String(form.get("shop") ?? ""), file_name: file instanceof File ? file.name : "", content };
}

/** The chosen headings, as JSON beside the file; the verb checks what they hold. */
function columnsOf(form: FormData): ImportMapping | undefined {
  const text = form.get("columns");
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
