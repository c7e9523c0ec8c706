import { parseAsString, parseAsStringLiteral } from "nuqs";
import { ALERT_RULES, type AlertRule } from "@/lib/alerts/core/alert-rule";

export const ALERT_TABS = ["active", "resolved", "channels"] as const;

export const RULES = Object.keys(ALERT_RULES) as AlertRule[];

/** The fields of the URL. */
export const ALERT_PARSERS = {
  tab: parseAsStringLiteral(ALERT_TABS).withDefault("active"),
  rule: parseAsStringLiteral(RULES),
  shop: parseAsString,
};

export type AlertFilters = { status: "active" | "resolved"; rule: AlertRule | null; shop: string | null };
