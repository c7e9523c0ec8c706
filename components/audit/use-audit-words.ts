import { useFormatter, useTranslations } from "next-intl";
import { useChangeWords } from "@/components/versions/use-change-words";
import { sentenceOf } from "@/lib/audit/core/audit-sentence";
import type { AuditEntryView } from "@/lib/audit/core/audit-view";
import type { FieldRow, FieldValue } from "@/lib/audit/core/field-rows";
import { maybeSentences } from "./maybe-sentences";

/** Where each kind of code has its words; `$` stands for the code. */
const WORDS = {
  origins: "orders.origins.$",
  events: "orders.events.$",
  purposes: "orders.reveal.purposes.$",
  platforms: "orders.platforms.$",
  roles: "layout.roles.$",
  rules: "merging.rules.$.name",
  tiers: "merging.tiers.$",
  alert_rules: "audit.alert_rules.$",
} as const;

/** Fields whose values are codes with words elsewhere, the first that knows the code. */
const FIELD_WORDS: Record<string, readonly string[]> = {
  state: ["versions.states.$", "merging.group_states.$", "merging.states.$", "inbox.states.$", "channels.import.states.$"],
  status: ["orders.states.$"],
  origin: [WORDS.origins],
  purpose: [WORDS.purposes],
  platform: [WORDS.platforms],
  role: [WORDS.roles],
  tier: [WORDS.tiers],
  type: [WORDS.events],
  source: ["inbox.sources.$"],
  rules: [WORDS.rules],
  "risk.level": ["versions.levels.$"],
};

/** What the log says in the reader's language: values of a sentence, reasons, fields and their values. */
export function useAuditWords() {
  const t = useTranslations();
  const format = useFormatter();
  const change = useChangeWords();
  const word = (places: readonly string[], code: string) => {
    const place = places.map((text) => text.replace("$", code)).find((key) => t.has(key));
    return place ? t(place) : code;
  };
  const list = (places: readonly string[], codes: readonly string[]) => format.list(codes.map((code) => word(places, code)));
  return {
    /** The message of the act's sentence and its values as words. */
    sentence: (entry: AuditEntryView) => {
      const { key, params } = sentenceOf(entry);
      const values = Object.entries(params).map(([name, value]) => [
        name,
        typeof value === "object" ? list([WORDS[value.words]], value.codes) : value,
      ]);
      return { key: `audit.actions.${key}`, values: Object.fromEntries(values) as Record<string, string | number> };
    },
    actor: ({ kind, id, name }: AuditEntryView["actor"]) => {
      if (kind === "anonymous") return t("audit.actors.anonymous");
      if (kind === "system") return t("audit.actors.system");
      return name || id || t("audit.actors.nobody");
    },
    /** Why, and for changes what exactly; empty when the sentence says it all. */
    detail: (entry: AuditEntryView) => {
      const summary = change.summary(maybeSentences(entry.after));
      const { reason } = entry;
      const told = reason !== null && sentenceOf(entry).key === "orders.reveal" && t.has(`orders.reveal.purposes.${reason}`);
      return [summary, reason && !told ? word(["audit.reasons.$", "versions.causes.$"], reason) : ""].filter((text) => text !== "").join(" · ");
    },
    field: ({ field }: FieldRow) => (t.has(`audit.fields.${field}`) ? t(`audit.fields.${field}`) : field),
    value: (field: string, value: FieldValue) => {
      if (value === null || value === "") return t("audit.entry.nothing");
      if (typeof value === "boolean") return t(value ? "audit.entry.yes" : "audit.entry.no");
      if (field === "probability" && typeof value === "number") return format.number(value, { style: "percent", maximumFractionDigits: 1 });
      if (typeof value === "number") return format.number(value);
      if (/(_at|^until)$/.test(field) && !Number.isNaN(Date.parse(value)))
        return format.dateTime(new Date(value), { dateStyle: "medium", timeStyle: "medium" });
      const places = FIELD_WORDS[field];
      return places ? list(places, value.split(", ")) : value;
    },
    entity: (type: string) => (t.has(`audit.entities.${type}`) ? t(`audit.entities.${type}`) : type),
  };
}
