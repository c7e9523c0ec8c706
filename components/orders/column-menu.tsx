"use client";

import { ActionIcon, Checkbox, Menu, Stack, Tooltip } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconColumns3 } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { HIDDEN_AT_FIRST, ORDER_COLUMNS, type OrderColumn } from "./order-columns";

const FIXED: readonly OrderColumn[] = ["number"];

/** The columns this person chose to see, kept in their browser. */
export function useOrderColumns() {
  const [hidden, setHidden] = useLocalStorage<OrderColumn[]>({
    key: "tongdan-orders-columns-hidden",
    defaultValue: HIDDEN_AT_FIRST,
  });
  const toggle = (column: OrderColumn) => setHidden((now) => (now.includes(column) ? now.filter((entry) => entry !== column) : [...now, column]));
  return { columns: ORDER_COLUMNS.filter((column) => !hidden.includes(column)), hidden, toggle };
}

export function ColumnMenu({ hidden, onToggle }: { hidden: OrderColumn[]; onToggle: (column: OrderColumn) => void }) {
  const t = useTranslations("orders");
  return (
    <Menu position="bottom-end" closeOnItemClick={false} withinPortal>
      <Menu.Target>
        <Tooltip label={t("list.columns")}>
          <ActionIcon variant="default" size={30} aria-label={t("list.columns")}>
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown p="xs">
        <Stack gap={6}>
          {ORDER_COLUMNS.filter((column) => !FIXED.includes(column)).map((column) => (
            <Checkbox key={column} size="xs" label={t(`columns.${column}`)} checked={!hidden.includes(column)} onChange={() => onToggle(column)} />
          ))}
        </Stack>
      </Menu.Dropdown>
    </Menu>
  );
}
