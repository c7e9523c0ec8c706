"use client";

import { Button, Skeleton, Text } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import { COLUMN_WIDTHS, OrderCell, type OrderColumn, RIGHT_ALIGNED } from "./order-columns";
import classes from "./orders-table.module.css";

const ROW_HEIGHT = 36;
/** Rows drawn beyond the edge: with a 1,000 px list at most 48 rows are in the page. */
const OVERSCAN = 8;
/** The next page is asked for when this many rows are left below. */
const LOAD_AHEAD = 40;

type TableProps = {
  orders: OrderRowView[];
  columns: OrderColumn[];
  activeIndex: number;
  onOpen: (index: number) => void;
  loading: boolean;
  hasMore: boolean;
  onMore: () => void;
  /** New orders that are held back until the reader returns to the top. */
  waiting: number;
  onTop: (atTop: boolean) => void;
  empty: ReactNode;
};

/** The list, drawn only where it is seen. */
export function OrdersTable({ orders, columns, activeIndex, onOpen, loading, hasMore, onMore, waiting, onTop, empty }: TableProps) {
  const t = useTranslations("orders");
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    initialRect: { width: 1200, height: 720 },
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= orders.length - LOAD_AHEAD) onMore();
  }, [hasMore, last, orders.length, onMore]);
  useEffect(() => {
    if (activeIndex >= 0) virtualizer.scrollToIndex(activeIndex, { align: "auto" });
  }, [activeIndex, virtualizer]);
  if (!loading && orders.length === 0) return empty;
  const above = rows[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (rows.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      className={classes.scroll}
      aria-label={t("list.title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => onTop(event.currentTarget.scrollTop < ROW_HEIGHT)}
    >
      {waiting > 0 && (
        <Button className={classes.waiting} size="compact-xs" radius="xl" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          {t("list.waiting", { count: waiting })}
        </Button>
      )}
      <table className={classes.table} aria-rowcount={hasMore ? -1 : orders.length + 1} aria-busy={loading}>
        <TableHead columns={columns} />
        <tbody>
          <Spacer height={above} columns={columns.length} />
          {rows.map(({ index }) => {
            const order = orders[index];
            return order && <OrderRow key={order.id} {...{ order, columns, index, onOpen }} active={index === activeIndex} />;
          })}
          <Spacer height={below} columns={columns.length} />
          {(loading || hasMore) && <LoadingRows columns={columns} count={loading ? 12 : 1} />}
        </tbody>
      </table>
      {!hasMore && orders.length > 0 && (
        <Text size="xs" c="dimmed" ta="center" p={6}>
          {t("list.end")}
        </Text>
      )}
    </section>
  );
}

function TableHead({ columns }: { columns: OrderColumn[] }) {
  const t = useTranslations("orders.columns");
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" style={{ width: COLUMN_WIDTHS[column] }} className={alignClass(column)}>
            {t(column)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type RowProps = { order: OrderRowView; columns: OrderColumn[]; index: number; active: boolean; onOpen: (index: number) => void };

function OrderRow({ order, columns, index, active, onOpen }: RowProps) {
  return (
    // The number in the row is a link, so keyboards reach the order without the row's own click.
    <tr
      className={classes.row}
      data-active={active || undefined}
      aria-selected={active}
      aria-rowindex={index + 2}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest("a")) onOpen(index);
      }}
    >
      {columns.map((column) => (
        <td key={column} className={alignClass(column)}>
          <OrderCell column={column} order={order} />
        </td>
      ))}
    </tr>
  );
}

function LoadingRows({ columns, count }: { columns: OrderColumn[]; count: number }) {
  return Array.from({ length: count }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row} aria-hidden>
      {columns.map((column) => (
        <td key={column}>
          <Skeleton height={12} width="70%" />
        </td>
      ))}
    </tr>
  ));
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr className={classes.spacer} aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function alignClass(column: OrderColumn): string | undefined {
  return RIGHT_ALIGNED.includes(column) ? classes.right : undefined;
}
