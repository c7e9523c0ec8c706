import type { FieldIssue } from "@/lib/shared/errors";
import { fieldIssues } from "@/lib/shared/parse-input";
import { type IncomingOrder, incomingOrderSchema } from "./incoming-order";

export type ParsedRow = { index: number; externalId: string } & ({ ok: true; order: IncomingOrder } | { ok: false; errors: FieldIssue[] });

/** One row of a batch: its order, or every field that is wrong with what came. Never throws. */
export function parseIncoming(row: unknown, index: number): ParsedRow {
  const externalId = externalIdOf(row);
  const unstorable = unstorableText(row, "");
  if (unstorable) return { index, externalId, ok: false, errors: [unstorable] };
  const parsed = incomingOrderSchema.safeParse(row, { reportInput: true });
  if (!parsed.success) return { index, externalId, ok: false, errors: fieldIssues(parsed.error) };
  const errors = contradictions(parsed.data);
  return errors.length > 0 ? { index, externalId, ok: false, errors } : { index, externalId, ok: true, order: parsed.data };
}

function contradictions(order: IncomingOrder): FieldIssue[] {
  const seen = new Set<string>();
  const errors: FieldIssue[] = [];
  for (const [position, line] of order.lines.entries()) {
    if (seen.has(line.external_line_id)) {
      errors.push({ path: `lines.${position}.external_line_id`, message: `"${line.external_line_id}" stands twice in one order` });
    }
    seen.add(line.external_line_id);
  }
  if (order.status === "paid" && order.payment_method === "prepaid" && order.paid_at === null) {
    errors.push({ path: "paid_at", message: 'status "paid" needs the instant of payment (got null)' });
  }
  return errors;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** PostgreSQL keeps no NUL, and a lone surrogate is not text: both are named here instead of failing the batch. */
function unstorableText(value: unknown, path: string): FieldIssue | null {
  if (typeof value === "string") {
    if (value.includes("\u0000")) return { path, message: `holds the character U+0000 (got ${JSON.stringify(value.slice(0, 60))})` };
    return LONE_SURROGATE.test(value) ? { path, message: "holds half of a surrogate pair, which is not text" } : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, entry] of Object.entries(value)) {
    const found =
      unstorableText(entry, path === "" ? key : `${path}.${key}`) ??
      (key.includes("\u0000") ? { path, message: "has a field name with U+0000" } : null);
    if (found) return found;
  }
  return null;
}

function externalIdOf(row: unknown): string {
  if (typeof row !== "object" || row === null || !("external_id" in row)) return "";
  return typeof row.external_id === "string" ? row.external_id.slice(0, 64).replaceAll("\u0000", "") : "";
}
