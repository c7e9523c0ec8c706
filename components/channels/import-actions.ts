import type { ImportPreview, ImportRowView, ImportView } from "@/lib/channels/core/import-view";

/** What an action answers: its data, or a refusal with the message key of its code. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; params: Record<string, string | number>; request_id: string };

export type ImportRowsPage = { import_rows: ImportRowView[]; next_cursor: string | null };

/** The action the import page is given; what it shows afterwards it reads from the API. */
export type StartImport = (form: FormData) => Promise<ActionResult<ImportView>>;

/** A look into the file before it is imported. */
export type PreviewImport = (form: FormData) => Promise<ActionResult<ImportPreview>>;
