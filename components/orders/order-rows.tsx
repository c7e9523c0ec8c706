"use client";

import { Table } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import { OrderCell, type OrderColumn, RIGHT_ALIGNED } from "./order-columns";

const COLUMNS: OrderColumn[] = ["number", "platform", "stage", "items", "paid", "placed", "marks"];

/** A few orders as plain rows, for pages that are about something else. */
export function OrderRows({ orders }: { orders: OrderRowView[] }) {
  const t = useTranslations("orders.columns");
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th key={column} ta={RIGHT_ALIGNED.includes(column) ? "right" : undefined}>
                {t(column)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => (
            <Table.Tr key={order.id}>
              {COLUMNS.map((column) => (
                <Table.Td key={column} ta={RIGHT_ALIGNED.includes(column) ? "right" : undefined}>
                  <OrderCell column={column} order={order} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
