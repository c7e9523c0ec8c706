export type PastedSkus = { mappings: { platform_sku: string; sku: string }[]; bad: string[] };

/** Lines of "their SKU, our SKU", as pasted from a sheet or typed; a line that is not two words is named. The last of a SKU counts. */
export function parseSkus(text: string): PastedSkus {
  const found = new Map<string, string>();
  const bad: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const [theirs = "", ours = "", ...rest] = line.split(/[\t,，;；]/).map((part) => part.trim());
    if (theirs === "" || ours === "" || rest.some((part) => part !== "")) bad.push(line.trim());
    else found.set(theirs, ours);
  }
  return { mappings: [...found].map(([platform_sku, sku]) => ({ platform_sku, sku })), bad };
}
