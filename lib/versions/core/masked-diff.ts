/** One changed field, personal values masked. `path` like "receiver.address" or "lines.1.quantity". */
export type MaskedChange = { path: string; label?: string; before: string | number | null; after: string | number | null };
export type MaskedDiff = MaskedChange[];
