import { parseAsString } from "nuqs/server";

/** The log's filters as the URL spells them: the same names as the API's. */
export const AUDIT_FILTER_PARSERS = {
  actor: parseAsString,
  action: parseAsString,
  order: parseAsString,
  entity: parseAsString,
  from: parseAsString,
  to: parseAsString,
};

export type AuditFilterKey = keyof typeof AUDIT_FILTER_PARSERS;
export type AuditFilters = Record<AuditFilterKey, string | null>;

export const NO_AUDIT_FILTERS: AuditFilters = { actor: null, action: null, order: null, entity: null, from: null, to: null };

/** Rows a request brings. */
export const AUDIT_PAGE = 50;

/** The query string of the API for these filters. */
export function auditSearch(filters: AuditFilters, cursor: string | null): string {
  const search = new URLSearchParams({ limit: String(AUDIT_PAGE) });
  for (const [key, value] of Object.entries(filters)) if (value) search.set(key, value);
  if (cursor) search.set("cursor", cursor);
  return search.toString();
}
