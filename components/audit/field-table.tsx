import { Table, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { AuditEntryView } from "@/lib/audit/core/audit-view";
import { fieldRowsOf } from "@/lib/audit/core/field-rows";
import classes from "./audit.module.css";
import { useAuditWords } from "./use-audit-words";

/** Before and after side by side, field by field; what changed is tinted. */
export function FieldTable({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit.entry");
  const words = useAuditWords();
  const rows = fieldRowsOf(entry);
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("none")}
      </Text>
    );
  }
  return (
    <Table className={classes.fields} fz="sm" verticalSpacing={5} horizontalSpacing="xs" layout="fixed" aria-label={t("before_after")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="30%">{t("field")}</Table.Th>
          <Table.Th>{t("before")}</Table.Th>
          <Table.Th>{t("after")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.field}>
            <Table.Td c="dimmed">{words.field(row)}</Table.Td>
            <Table.Td data-side="before" data-changed={row.changed || undefined}>
              {words.value(row.field, row.before)}
            </Table.Td>
            <Table.Td data-side="after" data-changed={row.changed || undefined}>
              {words.value(row.field, row.after)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
