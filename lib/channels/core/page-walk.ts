/**
 * Walking numbered pages from the last to the first: an order that changes meanwhile leaves the window and pulls the
 * later ones forward, which then are only read twice, never skipped. The first call asks page 1 for the total alone.
 */
export type PageStep = { page: number; counting: boolean };

/** `firstPage` is the platform's number of its first page (0 or 1). */
export function pageStep(cursor: string | null, firstPage: number): PageStep {
  return cursor === null ? { page: firstPage, counting: true } : { page: Number(cursor), counting: false };
}

/** Where the walk goes after `step`: `keep` says whether the orders of this page count now or will come again. */
export function afterPage(input: { step: PageStep; firstPage: number; pageSize: number; total: number }): { keep: boolean; next: string | null } {
  const { step, firstPage, pageSize, total } = input;
  if (!step.counting) return { keep: true, next: step.page > firstPage ? String(step.page - 1) : null };
  if (total <= pageSize) return { keep: true, next: null };
  return { keep: false, next: String(firstPage + Math.ceil(total / pageSize) - 1) };
}
