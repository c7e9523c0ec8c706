"use server";

import { runAction } from "@/app/run-action";
import { startImport } from "@/lib/channels/use-cases/start-import";

export async function startImportAction(form: FormData) {
  const file = form.get("file");
  const content = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  return runAction(startImport, {
    shop: String(form.get("shop") ?? ""),
    file_name: file instanceof File ? file.name : "",
    content,
  });
}
