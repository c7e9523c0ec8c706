import { z } from "zod";
import type { ContentChange } from "@/lib/orders/core/content-diff";

/** What the buyer's payment becomes, in fen: less is to be refunded, more to be collected, on the platform. */
export const moneyEffectView = z.object({
  kind: z.enum(["none", "refund", "collect"]),
  before: z.number(),
  after: z.number(),
  delta: z.number(),
});
export type MoneyEffect = z.infer<typeof moneyEffectView>;

export function moneyEffect(changes: readonly ContentChange[], paid: number): MoneyEffect {
  const change = changes.find(({ path }) => path === "amounts.paid");
  const before = typeof change?.before === "number" ? change.before : paid;
  const after = typeof change?.after === "number" ? change.after : before;
  const delta = after - before;
  return { kind: delta === 0 ? "none" : delta < 0 ? "refund" : "collect", before, after, delta };
}
