"use client";

import { Alert, Button, Drawer, Skeleton, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { HoldButton } from "./hold-controls";
import type { OrderActions, OrderRights } from "./order-actions";
import { OrderFacts } from "./order-facts";
import { OrderHeader } from "./order-header";
import { OrderLines } from "./order-lines";
import { OrderStory } from "./order-story";
import { OrderTroubles } from "./order-troubles";
import { useOrder, useOrderTimeline } from "./orders.query";
import { Panel } from "./panel";
import { ReceiverCard } from "./receiver-card";

type DrawerProps = { id: string | null; onClose: () => void; rights: OrderRights; actions: OrderActions };

/** The order beside its list: the list stays where it was and can still be walked. */
export function OrderDrawer({ id, onClose, rights, actions }: DrawerProps) {
  const t = useTranslations("orders.detail");
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size={560}
      withOverlay={false}
      trapFocus={false}
      lockScroll={false}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("close") }}
      title={
        id && (
          <Button component={Link} href={`/orders/${id}`} size="compact-sm" variant="default">
            {t("open_page")}
          </Button>
        )
      }
    >
      {id && <DrawerBody key={id} id={id} rights={rights} actions={actions} />}
    </Drawer>
  );
}

function DrawerBody({ id, rights, actions }: { id: string; rights: OrderRights; actions: OrderActions }) {
  const t = useTranslations("orders.detail");
  const queries = useQueryClient();
  const order = useOrder(id);
  const timeline = useOrderTimeline(id);
  const refresh = () => void queries.invalidateQueries({ queryKey: ["orders"] });
  if (order.isError) return <Alert color="red">{order.error.message}</Alert>;
  if (!order.data) return <DrawerSkeleton />;
  return (
    <Stack gap="sm">
      <OrderHeader
        order={order.data}
        heading={2}
        actions={<HoldButton order={order.data} allowed={rights.hold} placeHold={actions.placeHold} onDone={refresh} />}
      />
      <OrderTroubles order={order.data} mayHold={rights.hold} releaseHold={actions.releaseHold} onDone={refresh} />
      <Panel title={t("receiver")}>
        <ReceiverCard order={order.data} reveal={actions.reveal} allowed={rights.reveal} />
      </Panel>
      <Panel title={t("lines")}>
        <OrderLines order={order.data} />
      </Panel>
      <Panel title={t("story")}>{timeline.data ? <OrderStory events={timeline.data.events} /> : <Skeleton height={160} />}</Panel>
      <Panel title={t("facts")}>
        <OrderFacts order={order.data} />
      </Panel>
    </Stack>
  );
}

function DrawerSkeleton() {
  return (
    <Stack gap="sm" aria-busy>
      <Skeleton height={52} />
      <Skeleton height={96} />
      <Skeleton height={180} />
    </Stack>
  );
}
