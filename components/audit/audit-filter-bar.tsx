"use client";

import { ActionIcon, Button, Pill, Select, TextInput } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { AUDIT_ACTIONS } from "@/lib/audit/core/audit-action";
import type { AuditActorView } from "@/lib/audit/core/audit-view";
import classes from "./audit.module.css";
import { type AuditFilters, NO_AUDIT_FILTERS } from "./audit-filters";
import { AuditTimeChoice } from "./audit-time-choice";
import { useAuditWords } from "./use-audit-words";

/** On a phone two stand side by side. */
const WIDTHS = { order: { base: "100%", sm: 220 }, actor: { base: "100%", sm: 150 }, action: { base: "100%", sm: 170 } };

type BarProps = {
  filters: AuditFilters;
  actors: AuditActorView[];
  /** The numbers of orders the page knows: a link may filter by an order's id. */
  numbers: Record<string, string>;
  onChange: (change: Partial<AuditFilters>) => void;
};

/** Who, what, which order, when: each is one field of the URL, and empty means any. */
export function AuditFilterBar({ filters, actors, numbers, onChange }: BarProps) {
  const t = useTranslations("audit.filters");
  const { entity } = useAuditWords();
  const used = Object.values(filters).some((value) => value !== null);
  const [type = "", id] = filters.entity?.split(":", 2) ?? [];
  return (
    <search className={classes.filters} aria-label={t("label")}>
      <OrderField value={filters.order ? (numbers[filters.order] ?? filters.order) : ""} onSearch={(order) => onChange({ order: order || null })} />
      <ActorChoice actors={actors} value={filters.actor} onChange={(actor) => onChange({ actor })} />
      <ActionChoice value={filters.action} onChange={(action) => onChange({ action })} />
      <AuditTimeChoice from={filters.from} to={filters.to} onChange={onChange} />
      {filters.entity && (
        <Pill size="md" withRemoveButton onRemove={() => onChange({ entity: null })} removeButtonProps={{ "aria-label": t("clear") }}>
          {t("entity", { entity: id === undefined ? entity(type) : `${entity(type)} ${id.slice(0, 8)}` })}
        </Pill>
      )}
      {used && (
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={() => onChange(NO_AUDIT_FILTERS)}>
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

function OrderField({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useTranslations("audit.filters");
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
        w={WIDTHS.order}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-label={t("order")}
        placeholder={t("order")}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          value !== "" && (
            <ActionIcon variant="subtle" color="gray" size="xs" onClick={() => onSearch("")} aria-label={t("order_clear")}>
              <IconX size={12} />
            </ActionIcon>
          )
        }
      />
    </form>
  );
}

type ChoiceProps = { value: string | null; onChange: (value: string | null) => void };

function ActorChoice({ actors, value, onChange }: ChoiceProps & { actors: AuditActorView[] }) {
  const t = useTranslations("audit.filters");
  const roles = useTranslations("layout.roles");
  const named = actors
    .filter(({ kind }) => kind === "user" || kind === "token")
    .map(({ id, name, role }) => ({ value: id, label: role && roles.has(role) ? `${name} · ${roles(role)}` : name }));
  const kinds = [
    { value: "kind:user", label: t("actor_people") },
    { value: "kind:token", label: t("actor_tokens") },
    { value: "kind:system", label: t("actor_system") },
  ];
  const known = value === null || [...named, ...kinds].some((choice) => choice.value === value);
  return (
    <Select
      size="xs"
      w={WIDTHS.actor}
      aria-label={t("actor")}
      placeholder={t("actor")}
      value={value}
      onChange={onChange}
      data={[
        { group: t("actor_group_kinds"), items: kinds },
        { group: t("actor_group_names"), items: known ? named : [{ value, label: value }, ...named] },
      ]}
      clearable
      searchable
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
    />
  );
}

function ActionChoice({ value, onChange }: ChoiceProps) {
  const t = useTranslations("audit");
  const families = [...new Set(AUDIT_ACTIONS.map((action) => action.split(".", 1)[0] ?? ""))];
  return (
    <Select
      size="xs"
      w={WIDTHS.action}
      aria-label={t("filters.action")}
      placeholder={t("filters.action")}
      value={value}
      onChange={onChange}
      data={families.map((family) => ({
        group: t(`families.${family}`),
        items: [
          { value: family, label: t("filters.action_all", { family: t(`families.${family}`) }) },
          ...AUDIT_ACTIONS.filter((action) => action.startsWith(`${family}.`)).map((action) => ({ value: action, label: t(`names.${action}`) })),
        ],
      }))}
      clearable
      searchable
      comboboxProps={{ width: "max-content", position: "bottom-start" }}
    />
  );
}
