import { Checkbox, NumberInput, Stack, Table, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { OPEN_REFUND_STATUSES } from "@/lib/orders/core/order-status";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import type { ChangeDraft } from "./use-change-draft";

type Line = OrderDetailView["lines"][number];
type FieldsProps = { order: OrderDetailView; draft: ChangeDraft; onChange: (part: Partial<ChangeDraft>) => void };

/** Quantities and cancellations of the lines, side by side; a line that cannot change says why. */
export function LineFields({ order, draft, onChange }: FieldsProps) {
  const t = useTranslations("versions.form");
  const quantity = draft.kinds.includes("set_quantity");
  const cancel = draft.kinds.includes("cancel_lines");
  if (!quantity && !cancel) return null;
  return (
    <Stack gap={4}>
      <Table fz="sm" verticalSpacing={4} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("line")}</Table.Th>
            {quantity && <Table.Th w={120}>{t("quantity")}</Table.Th>}
            {cancel && <Table.Th w={90}>{t("kinds.cancel_lines")}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.lines.map((line) => (
            <LineRow key={line.external_line_id} line={line} draft={draft} onChange={onChange} />
          ))}
        </Table.Tbody>
      </Table>
      {cancel && (
        <Text size="xs" c="dimmed">
          {t("cancel_hint")}
        </Text>
      )}
    </Stack>
  );
}

function LineRow({ line, draft, onChange }: { line: Line; draft: ChangeDraft; onChange: FieldsProps["onChange"] }) {
  const t = useTranslations("versions.form");
  const id = line.external_line_id;
  const title = line.title || line.sku;
  const why = lockedBy(line);
  const chosen = draft.cancelled.includes(id);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" td={chosen ? "line-through" : undefined}>
          {title}
        </Text>
        {why && (
          <Text size="xs" c="dimmed">
            {t(why)}
          </Text>
        )}
      </Table.Td>
      {draft.kinds.includes("set_quantity") && (
        <Table.Td>
          <NumberInput
            size="xs"
            aria-label={t("quantity_of", { title })}
            min={1}
            max={100_000}
            allowDecimal={false}
            clampBehavior="strict"
            disabled={why !== null || chosen}
            value={draft.quantities[id] ?? line.quantity}
            onChange={(value) => typeof value === "number" && value >= 1 && onChange({ quantities: { ...draft.quantities, [id]: value } })}
          />
        </Table.Td>
      )}
      {draft.kinds.includes("cancel_lines") && (
        <Table.Td>
          <Checkbox
            aria-label={`${t("kinds.cancel_lines")} ${title}`}
            disabled={why !== null}
            checked={chosen}
            onChange={() => onChange({ cancelled: chosen ? draft.cancelled.filter((other) => other !== id) : [...draft.cancelled, id] })}
          />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function lockedBy(line: Line): "cancelled" | "in_refund" | null {
  if (line.cancelled) return "cancelled";
  return OPEN_REFUND_STATUSES.includes(line.refund_status) || line.refund_status === "refunded" ? "in_refund" : null;
}
