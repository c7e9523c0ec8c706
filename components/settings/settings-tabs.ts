export const SETTINGS_TABS = ["people", "tokens", "couriers", "rules", "roles"] as const;
