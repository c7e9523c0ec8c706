/** How sure a match is, strongest first; `unknowable` is shown as such, never as a match. */
export const TIERS = ["token_equal", "exact", "fuzzy", "unknowable"] as const;
export type Tier = (typeof TIERS)[number];

/** One rule's answer. `params` fill the sentence `merging.rules.<rule>.passed|failed` in both languages. */
export type RuleVerdict = { rule: string; passed: boolean; order_ids: string[]; params: Record<string, string | number> };

/** One comparison's contribution: `weight` in bits (log2 of the likelihood ratio). */
export type Evidence = { comparison: string; level: string; weight: number };
