"use client";

import { Alert, Select, Stack, Table, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { IMPORT_COLUMN_NAMES, type ImportColumn, isRequired, mapHeaders } from "@/lib/channels/core/import-columns";
import type { ImportMapping } from "@/lib/channels/core/import-table";
import type { ImportPreview } from "@/lib/channels/core/import-view";

type MappingProps = { preview: ImportPreview; value: ImportMapping; onChange: (value: ImportMapping) => void };

/** Which heading of the file is which of our columns, with the file's first rows; what is missing is said as one chooses. */
export function ImportMappingStep({ preview, value, onChange }: MappingProps) {
  const t = useTranslations("channels.import");
  const names = useTranslations("channels.columns");
  const missing = missingColumns(preview, value);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("mapping_intro")}
      </Text>
      {missing.length > 0 && (
        <Alert color="orange" role="status" py={8}>
          {t("mapping_missing", { columns: missing.map((column) => names(column)).join(", ") })}
        </Alert>
      )}
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={190}>{t("our_column")}</Table.Th>
              <Table.Th w={220}>{t("their_heading")}</Table.Th>
              <Table.Th>{t("first_rows")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {IMPORT_COLUMN_NAMES.map((column) => (
              <ColumnRow key={column} column={column} preview={preview} value={value} onChange={onChange} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

/** What an order needs and no heading is chosen for. */
export function missingColumns(preview: ImportPreview, value: ImportMapping): ImportColumn[] {
  return mapHeaders(preview.headings, complete(value)).missing;
}

/** A column that was not chosen is left out: what the page shows is what happens. */
export function complete(value: ImportMapping): ImportMapping {
  return Object.fromEntries(IMPORT_COLUMN_NAMES.map((column) => [column, value[column] ?? ""]));
}

type RowProps = MappingProps & { column: ImportColumn };

function ColumnRow({ column, preview, value, onChange }: RowProps) {
  const t = useTranslations("channels.import");
  const names = useTranslations("channels.columns");
  const heading = value[column] ?? "";
  const index = heading === "" ? -1 : preview.headings.indexOf(heading);
  const samples = index < 0 ? [] : preview.rows.map((row) => row[index] ?? "").filter((cell) => cell.trim() !== "");
  const others = new Set(Object.entries(value).flatMap(([other, chosen]) => (other !== column && chosen ? [chosen] : [])));
  const choices = [...new Set(preview.headings.filter((one) => one.trim() !== "" && !others.has(one)))];
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">
          {names(column)}
          {isRequired(column) && (
            <Text span c="red" aria-hidden>
              {" *"}
            </Text>
          )}
        </Text>
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          aria-label={t("heading_for", { column: names(column) })}
          placeholder={t("no_heading")}
          clearable
          searchable
          data={choices}
          value={heading === "" ? null : heading}
          onChange={(chosen) => onChange({ ...value, [column]: chosen ?? "" })}
        />
      </Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed" lineClamp={1}>
          {samples.slice(0, 3).join(" · ")}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
