import { Group, SegmentedControl, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { TIERS } from "@/lib/merging/core/verdict";
import { BOARD_STATUSES, type BoardFilters, type BoardStatus } from "./board-filters";
import classes from "./merging-board.module.css";

type FilterProps = { filters: BoardFilters; shops: { code: string; name: string }[]; onChange: (change: Partial<BoardFilters>) => void };

export function BoardFilterBar({ filters, shops, onChange }: FilterProps) {
  const t = useTranslations("merging");
  return (
    <Group gap="xs" role="group" aria-label={t("filters.label")}>
      <SegmentedControl
        size="xs"
        aria-label={t("filters.status")}
        value={filters.status}
        onChange={(value) => onChange({ status: value as BoardStatus })}
        data={BOARD_STATUSES.map((value) => ({ value, label: t(`filters.${value}`) }))}
      />
      <Select
        size="xs"
        w={150}
        className={classes.deskOnly}
        aria-label={t("filters.tier")}
        placeholder={t("filters.all_tiers")}
        value={filters.tier}
        onChange={(value) => onChange({ tier: TIERS.find((tier) => tier === value) ?? null })}
        data={TIERS.map((tier) => ({ value: tier, label: t(`tiers.${tier}`) }))}
        clearable
      />
      <Select
        size="xs"
        w={170}
        className={classes.deskOnly}
        aria-label={t("filters.shop")}
        placeholder={t("filters.all_shops")}
        value={filters.shop}
        onChange={(shop) => onChange({ shop })}
        data={shops.map(({ code, name }) => ({ value: code, label: name }))}
        clearable
        searchable
      />
    </Group>
  );
}
