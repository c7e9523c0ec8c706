export const SETTINGS_TABS = ["people", "tokens", "shops", "couriers", "rules", "roles"] as const;
