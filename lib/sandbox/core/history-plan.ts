/** What the demo's past consists of; one place, because seeding and the market must tell the same story. */
export const HISTORY_PLAN = { days: 8, count: 3_000, buyers: 1_400 } as const;
