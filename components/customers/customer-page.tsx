"use client";

import { Anchor, Button, Card, CopyButton, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CustomerDetailView } from "@/lib/customers/core/customer-view";
import { IdentityList } from "./identity-list";
import { type DayOrder, SevenDays } from "./seven-days";

type PageProps = {
  customer: CustomerDetailView;
  /** Newest first, of the last seven days. */
  orders: DayOrder[];
  /** The last instant of the strip. */
  at: string;
  ordersSlot: ReactNode;
};

/** One customer: why they are one person, seven days at a glance, and an answer for the phone. */
export function CustomerPage({ customer, orders, at, ordersSlot }: PageProps) {
  const t = useTranslations("customers");
  const format = useFormatter();
  const total = orders.reduce((sum, order) => sum + order.paid_amount, 0);
  return (
    <Stack gap="sm" p="md">
      <Anchor component={Link} href="/customers" size="sm" w="fit-content">
        {t("detail.back")}
      </Anchor>
      <Group justify="space-between">
        <Group gap="sm" align="baseline">
          <Title order={1} size="h3">
            {customer.name_masked || t("list.unnamed")}
          </Title>
          <Text ff="monospace">{customer.phone_masked}</Text>
          <Text size="sm" c="dimmed">
            {t("detail.total_orders", { count: format.number(customer.order_count) })}
          </Text>
        </Group>
        <Button component={Link} href="/merging" size="xs" variant="default">
          {t("detail.suggest_merge")}
        </Button>
      </Group>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <Section title={t("detail.seven_days")}>
              <Text size="sm" c="dimmed" mb="xs">
                {orders.length === 0
                  ? t("detail.seven_days_none")
                  : t("detail.seven_days_summary", {
                      count: orders.length,
                      total: format.number(total / 100, { minimumFractionDigits: 2 }),
                    })}
              </Text>
              <SevenDays orders={orders} at={at} />
            </Section>
            {orders.length > 0 && <Section title={t("detail.orders")}>{ordersSlot}</Section>}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <Answer orders={orders} />
            <Section title={t("detail.why")}>
              <IdentityList identities={customer.identities} />
            </Section>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** What can be read out to the caller, word by word. */
function Answer({ orders }: { orders: DayOrder[] }) {
  const t = useTranslations("customers.detail");
  const states = useTranslations("orders.states");
  const format = useFormatter();
  const sentence = (order: DayOrder) =>
    t("answer_order", {
      placed: format.dateTime(new Date(order.placed_at), { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }),
      items: order.item_summary,
      state: states(order.status),
    });
  const text = orders.length === 0 ? t("answer_none") : orders.map(sentence).join("\n");
  return (
    <Section title={t("answer")}>
      <Text size="sm" style={{ whiteSpace: "pre-line" }}>
        {text}
      </Text>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button mt="xs" size="compact-xs" variant="default" leftSection={<IconCopy size={14} />} onClick={copy}>
            {copied ? t("copied") : t("copy_answer")}
          </Button>
        )}
      </CopyButton>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder padding="sm" radius="sm" component="section" aria-label={title}>
      <Title order={2} size="sm" mb="xs">
        {title}
      </Title>
      {children}
    </Card>
  );
}
