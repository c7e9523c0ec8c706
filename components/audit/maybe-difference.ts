import { z } from "zod";
import type { ContentChange } from "@/lib/orders/core/content-diff";

const value = z.union([z.string(), z.number(), z.null()]);
const changes = z.array(z.object({ path: z.string(), label: z.string().optional(), before: value, after: value }));

/** The masked difference of the order that a change's entry holds; nothing for any other act. */
export function maybeDifference(after: unknown): ContentChange[] {
  if (typeof after !== "object" || after === null || !("diff" in after)) return [];
  const parsed = changes.safeParse(after.diff);
  return parsed.success ? parsed.data : [];
}
