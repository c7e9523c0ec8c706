/** The number a platform gives a product of ours: the same words always give the same eleven digits. */
export function skuNumber(sku: string): string {
  let hash = 0x811c9dc5;
  for (const char of sku) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return `1${String(hash >>> 0).padStart(10, "0")}`;
}
