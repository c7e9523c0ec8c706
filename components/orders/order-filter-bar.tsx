"use client";

import { ActionIcon, Button, Group, Select, TextInput } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { ORDER_STATUSES } from "@/lib/orders/core/order-status";
import { PLATFORMS } from "@/lib/shared/platform";
import type { OrderFilters } from "./order-filters";
import { PROVINCES } from "./provinces";

const DAY_MS = 86_400_000;
const SPANS = { today: 1, last_7_days: 7, last_30_days: 30 } as const;
type Span = keyof typeof SPANS;

type BarProps = {
  filters: OrderFilters;
  shops: { code: string; name: string }[];
  onChange: (change: Partial<OrderFilters>) => void;
};

/** Search and filters; each is one field of the URL, and empty means any. */
export function OrderFilterBar({ filters, shops, onChange }: BarProps) {
  const t = useTranslations("orders");
  const used = Object.values(filters).some((value) => value !== null);
  return (
    <Group gap="xs" wrap="wrap" role="search" aria-label={t("list.search_label")}>
      <SearchField value={filters.q ?? ""} onSearch={(q) => onChange({ q: q || null })} />
      <Choice
        label={t("list.platform")}
        value={filters.platform}
        data={PLATFORMS.map((value) => ({ value, label: t(`platforms.${value}`) }))}
        onChange={(platform) => onChange({ platform })}
      />
      <Choice
        label={t("list.shop")}
        value={filters.shop}
        data={shops.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(shop) => onChange({ shop })}
      />
      <Choice
        label={t("list.stage")}
        value={filters.status}
        data={statusChoices(filters.status, (status) => t(`states.${status}`))}
        onChange={(status) => onChange({ status })}
      />
      <TimeChoice filters={filters} onChange={onChange} />
      <Choice
        label={t("list.province")}
        value={filters.province}
        data={PROVINCES.map((value) => ({ value, label: value }))}
        onChange={(province) => onChange({ province, city: null })}
      />
      {used && (
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={() => onChange(cleared(filters))}>
          {t("list.clear")}
        </Button>
      )}
    </Group>
  );
}

function SearchField({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useTranslations("orders.list");
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        size="xs"
        w={260}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-label={t("search_label")}
        placeholder={t("search")}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          value !== "" && (
            <ActionIcon variant="subtle" color="gray" size="xs" onClick={() => onSearch("")} aria-label={t("clear")}>
              <IconX size={12} />
            </ActionIcon>
          )
        }
      />
    </form>
  );
}

type ChoiceProps = {
  label: string;
  value: string | null;
  data: { value: string; label: string }[];
  onChange: (value: string | null) => void;
};

function Choice({ label, value, data, onChange }: ChoiceProps) {
  return (
    <Select
      size="xs"
      w={132}
      aria-label={label}
      placeholder={label}
      value={value}
      data={data}
      onChange={onChange}
      clearable
      searchable
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
    />
  );
}

function TimeChoice({ filters, onChange }: Pick<BarProps, "filters" | "onChange">) {
  const t = useTranslations("orders.list");
  const [span, setSpan] = useState<Span | null>(null);
  useEffect(() => {
    if (filters.from === null) setSpan(null);
  }, [filters.from]);
  const choose = (value: string | null) => {
    const chosen = value !== null && value in SPANS ? (value as Span) : null;
    setSpan(chosen);
    onChange({ from: chosen ? startOf(chosen) : null, to: null });
  };
  const data = (Object.keys(SPANS) as Span[]).map((value) => ({ value, label: t(value) }));
  return <Choice label={t("time")} value={span ?? (filters.from ? nearestSpan(filters.from) : null)} data={data} onChange={choose} />;
}

/** Midnight in Shanghai, so many days back. */
function startOf(span: Span): string {
  const today = Math.floor((Date.now() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000;
  return new Date(today - (SPANS[span] - 1) * DAY_MS).toISOString();
}

function nearestSpan(from: string): Span | null {
  return (Object.keys(SPANS) as Span[]).find((span) => startOf(span) === from) ?? null;
}

/** Single stages, and the combination a view or a link set. */
function statusChoices(current: string | null, nameOf: (status: (typeof ORDER_STATUSES)[number]) => string) {
  const single: { value: string; label: string }[] = ORDER_STATUSES.map((status) => ({ value: status, label: nameOf(status) }));
  if (!current?.includes(",")) return single;
  const parts = ORDER_STATUSES.filter((status) => current.split(",").includes(status));
  return [{ value: current, label: parts.map(nameOf).join(" + ") }, ...single];
}

function cleared(filters: OrderFilters): Partial<OrderFilters> {
  return Object.fromEntries(Object.keys(filters).map((key) => [key, null]));
}
