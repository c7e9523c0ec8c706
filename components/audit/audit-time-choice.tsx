"use client";

import { Group, Select, TextInput } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { AuditFilters } from "./audit-filters";
import { dayOf, endOfDay, SPANS, type Span, spanOf, startOfDay, startOfSpan } from "./day-spans";

type TimeProps = { from: string | null; to: string | null; onChange: (change: Pick<AuditFilters, "from" | "to">) => void };
const CUSTOM = "custom";

/** The last hour or days by one click, or two days of one's own; days are Shanghai's. */
export function AuditTimeChoice({ from, to, onChange }: TimeProps) {
  const t = useTranslations("audit.filters");
  const format = useFormatter();
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<{ span: Span; from: string } | null>(null);
  const span = to === null && from !== null ? (chosen?.from === from ? chosen.span : spanOf(from, new Date())) : null;
  const own = (from !== null || to !== null) && span === null;
  const choose = (value: string | null) => {
    setChoosing(value === CUSTOM);
    if (value === CUSTOM) return;
    const next = SPANS.find((known) => known === value) ?? null;
    const start = next && startOfSpan(next, new Date());
    setChosen(next && start ? { span: next, from: start } : null);
    onChange({ from: start, to: null });
  };
  const day = (instant: string | null) => (instant ? format.dateTime(new Date(instant), { month: "short", day: "numeric" }) : "…");
  const last = to && new Date(Date.parse(to) - 1).toISOString();
  const label = own ? t("span", { from: day(from), to: day(last) }) : t("custom");
  return (
    <Group gap="xs">
      <Select
        size="xs"
        w={{ base: "100%", sm: own ? 170 : 132 }}
        aria-label={t("time")}
        placeholder={t("time")}
        value={span ?? (own || choosing ? CUSTOM : null)}
        data={[...SPANS.map((value) => ({ value, label: t(value) })), { value: CUSTOM, label }]}
        onChange={choose}
        allowDeselect={false}
        clearable
        comboboxProps={{ width: "max-content", position: "bottom-start" }}
      />
      {(choosing || own) && (
        <>
          <DayInput label={t("from")} value={from} onDay={(text) => onChange({ from: text && startOfDay(text), to })} />
          <DayInput label={t("to")} value={last} onDay={(text) => onChange({ from, to: text && endOfDay(text) })} />
        </>
      )}
    </Group>
  );
}

function DayInput({ label, value, onDay }: { label: string; value: string | null; onDay: (day: string | null) => void }) {
  return (
    <TextInput
      type="date"
      size="xs"
      w={136}
      aria-label={label}
      value={value ? dayOf(value) : ""}
      onChange={(event) => onDay(event.currentTarget.value || null)}
    />
  );
}
