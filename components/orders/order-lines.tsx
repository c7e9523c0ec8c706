import { Badge, Table, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import { Yuan } from "./yuan";

/** What was bought, line by line, and the sum it comes to; the currency stands in the heads. */
export function OrderLines({ order }: { order: OrderDetailView }) {
  const t = useTranslations("orders");
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing={4} horizontalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("columns.items")}</Table.Th>
            <Table.Th ta="right">{t("detail.quantity")}</Table.Th>
            <Table.Th ta="right">{t("detail.unit_price")}</Table.Th>
            <Table.Th ta="right">{t("detail.line_paid")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.lines.map((line) => (
            <Table.Tr key={line.external_line_id} opacity={line.cancelled ? 0.6 : 1}>
              <Table.Td>
                <Text size="sm" td={line.cancelled ? "line-through" : undefined}>
                  {line.title || line.sku}
                </Text>
                <Text size="xs" c="dimmed" ff="monospace">
                  {line.sku}
                </Text>
                {line.cancelled && (
                  <Badge size="xs" color="gray" variant="light">
                    {t("detail.line_cancelled")}
                  </Badge>
                )}
                {line.refund_status !== "none" && (
                  <Badge
                    size="xs"
                    color={line.refund_status === "requested" || line.refund_status === "refunding" ? "orange" : "gray"}
                    variant="light"
                  >
                    {t(`refunds.${line.refund_status}`)}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td ta="right">{line.quantity}</Table.Td>
              <Table.Td ta="right">
                <Yuan amount={line.unit_price} />
              </Table.Td>
              <Table.Td ta="right">
                <Yuan amount={line.paid} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Sum label={t("detail.goods")} amount={order.amounts.goods} />
          <Sum label={t("detail.freight")} amount={order.amounts.freight} />
          <Sum label={t("detail.discount")} amount={order.amounts.discount === 0 ? 0 : -order.amounts.discount} />
          <Sum label={t("detail.paid")} amount={order.amounts.paid} strong />
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

function Sum({ label, amount, strong }: { label: string; amount: number; strong?: true }) {
  return (
    <Table.Tr>
      <Table.Td colSpan={3} ta="right" fw={strong ? 600 : 400}>
        {label}
      </Table.Td>
      <Table.Td ta="right" fw={strong ? 600 : 400}>
        <Yuan amount={amount} />
      </Table.Td>
    </Table.Tr>
  );
}
