import type { ImportRowView, ImportView } from "@/lib/channels/core/import-view";

/** What an action answers: its data, or a refusal with the message key of its code. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; params: Record<string, string | number>; request_id: string };

export type ImportRowsPage = { import_rows: ImportRowView[]; next_cursor: string | null };

/** The actions the import page is given. */
export type ImportActions = {
  start(form: FormData): Promise<ActionResult<ImportView>>;
  get(input: { import_id: string }): Promise<ActionResult<{ import: ImportView }>>;
  rows(input: {
    import_id: string;
    outcome?: ImportRowView["outcome"];
    cursor?: string;
    limit?: number;
  }): Promise<ActionResult<ImportRowsPage>>;
};
