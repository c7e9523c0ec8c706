import type { FieldIssue } from "@/lib/shared/errors";
import { fieldIssues } from "@/lib/shared/parse-input";
import { unstorableText } from "@/lib/shared/unstorable-text";
import { type IncomingOrder, incomingOrderSchema } from "./incoming-order";

export type ParsedRow = { index: number; externalId: string } & ({ ok: true; order: IncomingOrder } | { ok: false; errors: FieldIssue[] });

/** One row of a batch: its order, or every field that is wrong with what came. Never throws. */
export function parseIncoming(row: unknown, index: number): ParsedRow {
  const externalId = externalIdOf(row);
  const unstorable = unstorableText(row);
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

/** What the answer calls the row, so that its sender finds it again: also a number that should have been a string. */
function externalIdOf(row: unknown): string {
  if (typeof row !== "object" || row === null || !("external_id" in row)) return "";
  const { external_id: id } = row;
  return typeof id === "string" || typeof id === "number"
    ? String(id)
        .slice(0, 64)
        .replace(/[\0\p{Surrogate}]/gu, "")
    : "";
}
