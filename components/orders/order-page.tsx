"use client";

import { Alert, Anchor, Grid, Group, Stack, Tabs, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { OrderBallView } from "@/lib/orders/core/ball-view";
import type { OrderDetailView, OrderRowView, TimelineEntry, VersionView } from "@/lib/orders/core/order-view";
import { BallBar } from "./ball-bar";
import { CustomerWeek } from "./customer-week";
import { HoldButton } from "./hold-controls";
import type { OrderActions, OrderRights } from "./order-actions";
import { OrderFacts } from "./order-facts";
import { OrderHeader } from "./order-header";
import { OrderLines } from "./order-lines";
import { OrderStory } from "./order-story";
import { OrderTroubles } from "./order-troubles";
import { Panel } from "./panel";
import { ReceiverCard } from "./receiver-card";
import { VersionList } from "./version-list";

export type OrderPageProps = {
  order: OrderDetailView;
  events: TimelineEntry[];
  ball: OrderBallView;
  versions: VersionView[];
  week: OrderRowView[];
  rights: OrderRights;
  actions: OrderActions;
  /** Other parts of the product bring their own: parcels, the shipment group, the change form, the restore button. */
  parcels: ReactNode;
  groupPanel: ReactNode;
  changePanel: ReactNode;
  restoreSlots: Record<number, ReactNode>;
};

/** One order, one page: the story at the left, the facts at the right. */
export function OrderPage(props: OrderPageProps) {
  const { order, rights, actions } = props;
  const t = useTranslations("orders.detail");
  const router = useRouter();
  const refresh = () => router.refresh();
  return (
    <Stack gap="sm" p="md">
      <Anchor component={Link} href="/orders" size="sm" w="fit-content">
        {t("back")}
      </Anchor>
      <OrderHeader
        order={order}
        heading={1}
        actions={<HoldButton order={order} allowed={rights.hold && order.as_of === null} placeHold={actions.placeHold} onDone={refresh} />}
      />
      {order.as_of && <AsOfNotice id={order.id} asOf={order.as_of} />}
      <OrderTroubles order={order} mayHold={rights.hold} releaseHold={actions.releaseHold} onDone={refresh} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <StoryColumn {...props} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <FactsColumn {...props} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function StoryColumn({ order, events, ball, versions, changePanel, restoreSlots }: OrderPageProps) {
  const t = useTranslations("orders");
  return (
    <Stack gap="md">
      <Panel title={t("ball.title")}>
        <BallBar ball={ball} />
      </Panel>
      <Tabs defaultValue="story" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="story">{t("detail.story")}</Tabs.Tab>
          <Tabs.Tab value="versions">
            {t("detail.versions")} ({versions.length})
          </Tabs.Tab>
          {changePanel && <Tabs.Tab value="change">{t("detail.change")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="story">
          <OrderStory events={events} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionList orderId={order.id} versions={versions} restoreSlot={(version) => restoreSlots[version]} />
        </Tabs.Panel>
        {changePanel && <Tabs.Panel value="change">{changePanel}</Tabs.Panel>}
      </Tabs>
    </Stack>
  );
}

function FactsColumn({ order, week, rights, actions, parcels, groupPanel }: OrderPageProps) {
  const t = useTranslations("orders.detail");
  return (
    <Stack gap="md">
      <Panel title={t("lines")}>
        <OrderLines order={order} />
      </Panel>
      <Panel title={t("receiver")}>
        <ReceiverCard order={order} reveal={actions.reveal} allowed={rights.reveal} />
      </Panel>
      {groupPanel && <Panel title={t("group")}>{groupPanel}</Panel>}
      <Panel title={t("parcel")}>{parcels}</Panel>
      <Panel title={t("customer")} aside={t("customer_seven_days")}>
        <CustomerWeek customerId={order.customer_id} orderId={order.id} orders={week} />
      </Panel>
      <Panel title={t("facts")}>
        <OrderFacts order={order} />
      </Panel>
    </Stack>
  );
}

function AsOfNotice({ id, asOf }: { id: string; asOf: string }) {
  const t = useTranslations("orders.detail");
  const format = useFormatter();
  return (
    <Alert color="blue" py={8} icon={<IconHistory size={16} />}>
      <Group justify="space-between">
        <Text size="sm">{t("as_of", { time: format.dateTime(new Date(asOf), { dateStyle: "medium", timeStyle: "medium" }) })}</Text>
        <Anchor component={Link} href={`/orders/${id}`} size="sm">
          {t("as_of_now")}
        </Anchor>
      </Group>
    </Alert>
  );
}
