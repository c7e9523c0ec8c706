export const RISK_LEVELS = ["low", "elevated", "high"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** Each reason is a message key `versions.risk.<factor>` with its values. */
export type RiskReason = { factor: string; params: Record<string, string | number> };
export type Risk = { level: RiskLevel; reasons: RiskReason[] };
