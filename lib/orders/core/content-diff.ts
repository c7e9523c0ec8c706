import { maskAddress, maskName, maskPhone, maskPhonesInText } from "@/lib/security/core/mask";
import { canonicalJson } from "./incoming-content";
import type { OrderContent } from "./order-content";
import type { SnapshotLine } from "./snapshot";

export type ContentChange = { path: string; label?: string; before: string | number | null; after: string | number | null };

const PERSONAL: Record<string, (text: string) => string> = {
  "receiver.name": maskName,
  "receiver.phone": maskPhone,
  "receiver.town": (text) => text,
  "receiver.address": maskAddress,
  buyer_note: maskPhonesInText,
  seller_note: maskPhonesInText,
};

/** Field by field what differs, real values: for hashing and rebasing, never for showing. */
export function contentDiff(before: OrderContent, after: OrderContent): ContentChange[] {
  const was = flatten(before);
  const is = flatten(after);
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  const labels = lineLabels([...before.lines, ...after.lines]);
  return paths.flatMap((path) => {
    const change = { path, before: was.get(path) ?? null, after: is.get(path) ?? null };
    if (change.before === change.after) return [];
    const label = labels.get(path.split(".")[1] ?? "");
    return [path.startsWith("lines.") && label ? { ...change, label } : change];
  });
}

/** The same with personal values masked: for pages, audit and versions. Two values may look equal and still differ. */
export function maskDiff(changes: readonly ContentChange[]): ContentChange[] {
  return changes.map((change) => {
    const mask = PERSONAL[change.path];
    return mask ? { ...change, before: maskValue(mask, change.before), after: maskValue(mask, change.after) } : change;
  });
}

function maskValue(mask: (text: string) => string, value: string | number | null): string | number | null {
  return typeof value === "string" ? mask(value) : value;
}

/** Path → value. Lines are told apart by their own id, so that inserting one does not shift the others. */
function flatten(content: OrderContent): Map<string, string | number | null> {
  const { lines, amounts, receiver, token, flags, custom, ...rest } = content;
  const flat = new Map<string, string | number | null>(Object.entries(rest));
  for (const [key, value] of Object.entries(amounts)) flat.set(`amounts.${key}`, value);
  for (const [key, value] of Object.entries(receiver)) flat.set(`receiver.${key}`, value);
  flat.set("receiver.token", token ? `${token.kind}:${token.value.slice(0, 6)}…` : null);
  flat.set("flags", flags.join(", ") || null);
  for (const [key, value] of Object.entries(custom))
    flat.set(`custom.${key}`, typeof value === "string" || typeof value === "number" ? value : canonicalJson(value));
  for (const line of lines) {
    const path = `lines.${line.external_line_id}`;
    flat.set(`${path}.quantity`, line.cancelled ? 0 : line.quantity);
    flat.set(`${path}.unit_price`, line.unit_price);
    flat.set(`${path}.paid`, line.cancelled ? 0 : line.paid);
    flat.set(`${path}.sku`, line.sku);
    flat.set(`${path}.refund_status`, line.refund_status);
  }
  return flat;
}

function lineLabels(lines: readonly SnapshotLine[]): Map<string, string> {
  return new Map(lines.map((line) => [line.external_line_id, line.title || line.sku]));
}
