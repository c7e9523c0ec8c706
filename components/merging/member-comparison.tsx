import { Anchor, Badge, Group, Text } from "@mantine/core";
import { IconCheck, IconEqualNot, IconQuestionMark } from "@tabler/icons-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { OrderStatusBadge } from "@/components/orders/order-status-badge";
import type { MemberView } from "@/lib/merging/core/suggestion-view";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { OPEN_REFUND_STATUSES, type RefundStatus } from "@/lib/orders/core/order-status";
import classes from "./merging-board.module.css";

const PARTS = ["name", "phone", "province", "city", "district", "address", "token"] as const;
type Part = (typeof PARTS)[number];

/** The orders side by side: receiver parts in line, equal ones marked, then what was bought and by when. */
export function MemberComparison({ orders }: { orders: MemberView[] }) {
  const t = useTranslations("merging");
  const format = useFormatter();
  const instant = (text: string | null) =>
    text === null ? "—" : format.dateTime(new Date(text), { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const row = (title: string, cell: (order: MemberView) => ReactNode) => (
    <tr>
      <th scope="row">{title}</th>
      <td className={classes.markCell} />
      {orders.map((order) => (
        <td key={order.id}>{cell(order)}</td>
      ))}
    </tr>
  );
  return (
    <section className={classes.compare} data-many={orders.length > 2 || undefined} aria-label={t("detail.orders")}>
      <table>
        <thead>
          <tr>
            <th scope="row">{t("detail.order")}</th>
            <td className={classes.markCell} />
            {orders.map((order) => (
              <th key={order.id} scope="col">
                <MemberHead order={order} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <PartRow key={part} part={part} orders={orders} />
          ))}
          {row(t("detail.lines"), (order) => (
            <Lines order={order} />
          ))}
          {row(t("detail.paid_at"), (order) => instant(order.paid_at))}
          {row(t("detail.promised"), (order) => instant(order.promised_ship_at))}
          {row(t("detail.amount"), (order) =>
            format.number(order.paid_amount / 100, { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" }),
          )}
        </tbody>
      </table>
    </section>
  );
}

function MemberHead({ order }: { order: MemberView }) {
  const t = useTranslations("merging.detail");
  return (
    <>
      <Anchor component={Link} href={`/orders/${order.id}`} size="sm" fw={600} aria-label={t("open_order", { number: order.external_id })}>
        {order.external_id}
      </Anchor>
      <Group gap={6} mt={2}>
        <Text size="xs" c="dimmed">
          {order.shop.name}
        </Text>
        <OrderStatusBadge status={order.status as OrderStatus} />
        {order.has_buyer_note && (
          <Badge variant="light" color="orange" radius="sm" tt="none" fw={500}>
            {t("note")}
          </Badge>
        )}
      </Group>
    </>
  );
}

function PartRow({ part, orders }: { part: Part; orders: MemberView[] }) {
  const t = useTranslations("merging");
  const equal = orders[0]?.receiver[part].equal ?? null;
  const blank = orders.every((order) => order.receiver[part].value === "");
  if (blank && part !== "name") return null;
  return (
    <tr>
      <th scope="row">{t(`parts.${part}`)}</th>
      <td className={classes.markCell}>
        <EqualMark equal={equal} />
      </td>
      {orders.map((order) => (
        <td key={order.id} data-equal={equal ?? "unknown"}>
          <Text size="sm">{part === "token" ? tokenText(t, order.receiver[part].value) : order.receiver[part].value || "—"}</Text>
        </td>
      ))}
    </tr>
  );
}

function tokenText(t: ReturnType<typeof useTranslations<"merging">>, kind: string): string {
  return kind === "" ? t("token_absent") : t("token_present", { kind });
}

const MARKS = {
  true: { key: "equal", color: "var(--td-green)", Icon: IconCheck },
  false: { key: "different", color: "var(--td-amber)", Icon: IconEqualNot },
  null: { key: "unknown", color: "dimmed", Icon: IconQuestionMark },
} as const;

function EqualMark({ equal }: { equal: boolean | null }) {
  const t = useTranslations("merging.detail");
  const { key, color, Icon } = MARKS[`${equal}`];
  return (
    <Text component="span" c={color} className={classes.mark} title={t(key)}>
      <Icon size={14} aria-hidden />
      <span className={classes.markWord}>{t(key)}</span>
    </Text>
  );
}

function Lines({ order }: { order: MemberView }) {
  const t = useTranslations("merging.detail");
  return order.lines.map((line, index) => {
    const refunding = OPEN_REFUND_STATUSES.includes(line.refund_status as RefundStatus);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of one order never change places here
      <Fragment key={index}>
        <Text size="sm" td={line.cancelled ? "line-through" : undefined} c={line.cancelled ? "dimmed" : undefined}>
          {line.title || line.sku} {t("quantity", { count: line.quantity })}
        </Text>
        {(refunding || line.cancelled) && (
          <Text size="xs" c={refunding ? "var(--td-amber)" : "dimmed"}>
            {t(refunding ? "refund" : "cancelled_line")}
          </Text>
        )}
      </Fragment>
    );
  });
}
