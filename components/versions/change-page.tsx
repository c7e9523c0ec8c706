"use client";

import { Alert, Anchor, Box, Card, Divider, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { IconUnlink } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DeadlineClock } from "@/components/orders/deadline-clock";
import { InstantText } from "@/components/orders/instant-text";
import { OrderStatusBadge } from "@/components/orders/order-status-badge";
import type { ChangeRequestView } from "@/lib/versions/core/change-view";
import type { DecideActions } from "./change-actions";
import { ChangeStateBadge, RiskBadge } from "./change-badges";
import { ChangeProgress } from "./change-progress";
import { useChange } from "./changes.query";
import { DecideBar } from "./decide-bar";
import { MoneyNote } from "./money-note";
import { RiskList } from "./risk-list";
import { useChangeWords } from "./use-change-words";
import { VersionDiff } from "./version-diff";

/** One request, read like a pull request: what, by whom, before and after, what it costs, why it is risky, and the verdict. */
export function ChangePage({ first, actions }: { first: ChangeRequestView; actions: DecideActions }) {
  const t = useTranslations("versions");
  const { data: change } = useChange(first);
  // On a phone the verdict follows the difference; the progress comes last.
  const progress = (
    <Section title={t("page.progress")}>
      <ChangeProgress change={change} />
    </Section>
  );
  return (
    <Stack gap="md" p="md" maw={1200}>
      <Anchor component={Link} href="/versions" size="sm" w="fit-content">
        ← {t("page.back")}
      </Anchor>
      <Heading change={change} />
      {change.state === "pending" && change.order.version !== change.base_version && (
        <Alert color="orange" icon={<IconUnlink size={16} />} py={8}>
          {t("page.moved", { version: change.order.version })}
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <Section title={t("page.diff")}>
              <VersionDiff changes={change.diff} />
            </Section>
            <Box visibleFrom="md">{progress}</Box>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <Section title={t("page.approval")}>
              <DecideBar change={change} actions={actions} />
            </Section>
            <Section title={t("page.risk")}>
              <RiskList risk={change.risk} />
            </Section>
            <Section title={t("money.title")}>
              <MoneyNote money={change.money} />
            </Section>
            <Section title={t("page.order")}>
              <OrderSummary order={change.order} />
            </Section>
            <Box hiddenFrom="md">{progress}</Box>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Heading({ change }: { change: ChangeRequestView }) {
  const t = useTranslations("versions.page");
  const words = useChangeWords();
  return (
    <div>
      <Group gap="xs" mb={4}>
        <ChangeStateBadge state={change.state} />
        <RiskBadge level={change.risk.level} />
      </Group>
      <Title order={1} size="h3">
        {words.summary(change.sentences)}
      </Title>
      <Text size="sm" c="dimmed" component="div">
        {t("by", { name: change.requested_by })} · <InstantText value={change.created_at} span /> · {t("base", { version: change.base_version })}
      </Text>
      <Text size="sm" mt="xs">
        {t("reason", { reason: change.reason })}
      </Text>
    </div>
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

function OrderSummary({ order }: { order: ChangeRequestView["order"] }) {
  const t = useTranslations("versions.page");
  const platform = useTranslations("orders.platforms");
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" ff="monospace">
          {order.external_id}
        </Text>
        <OrderStatusBadge status={order.status} />
      </Group>
      <Text size="sm" c="dimmed">
        {platform(order.platform)} · {order.shop_name}
      </Text>
      <Text size="sm" lineClamp={2}>
        {order.item_summary}
      </Text>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t("promised")}
        </Text>
        <Text size="sm" component="div">
          <DeadlineClock status={order.status} promisedShipAt={order.promised_ship_at} />
        </Text>
      </Group>
      <Divider />
      <Anchor component={Link} href={`/orders/${order.id}`} size="sm">
        {t("open_order")}
      </Anchor>
    </Stack>
  );
}
