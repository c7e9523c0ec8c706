import { Alert, Button, Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import { deliveryMachine } from "@/lib/events/core/delivery-state";
import type { EndpointView } from "@/lib/events/core/webhook-view";
import { DeliveryRow } from "./delivery-row";
import { RedeliverDialog } from "./redeliver-dialog";
import type { WebhookActions } from "./webhook-actions";
import { useDeliveries } from "./webhooks.query";

type LogProps = { endpoint: EndpointView; redeliver: WebhookActions["redeliver"] };

/** What was sent to one endpoint, what it answered, and sending it again: one, or a stretch of time. */
export function DeliveryLog({ endpoint, redeliver }: LogProps) {
  const t = useTranslations("events.log");
  const states = useTranslations("events.delivery_states");
  const [state, setState] = useQueryState("deliveries", parseAsStringLiteral(deliveryMachine.states));
  const [asking, setAsking] = useState(false);
  const list = useDeliveries(endpoint.id, state);
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Panel
      title={t("title")}
      aside={
        <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={() => setAsking(true)}>
          {t("range")}
        </Button>
      }
    >
      <Text size="xs" c="dimmed" truncate mb="xs" title={endpoint.url}>
        {endpoint.url}
      </Text>
      <SegmentedControl
        size="xs"
        mb="xs"
        w="fit-content"
        aria-label={t("filter")}
        value={state ?? "all"}
        onChange={(value) => void setState(deliveryMachine.states.find((known) => known === value) ?? null)}
        data={[{ value: "all", label: t("all") }, ...deliveryMachine.states.map((value) => ({ value, label: states(value) }))]}
      />
      {list.isError && (
        <Alert color="red" mb="xs">
          {t("failed_to_load", { message: list.error.message })}
        </Alert>
      )}
      {list.isPending && <Waiting />}
      {list.isSuccess && deliveries.length === 0 && (
        <Text size="sm" c="dimmed" py="xs">
          {t(state === null ? "empty" : "empty_state")}
        </Text>
      )}
      {deliveries.length > 0 && (
        <DenseTable
          label={t("title")}
          minWidth={900}
          columns={[
            { key: "occurred", label: t("occurred"), width: 120 },
            { key: "type", label: t("type"), width: 190 },
            { key: "state", label: t("state"), width: 110 },
            { key: "attempts", label: t("attempts"), width: 60, right: true },
            { key: "answer", label: t("answer") },
            { key: "when", label: t("when"), width: 172 },
            { key: "act", label: t("act"), width: 110, right: true },
          ]}
        >
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} endpoint={endpoint.id} delivery={delivery} redeliver={redeliver} />
          ))}
        </DenseTable>
      )}
      {list.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </Group>
      )}
      <RedeliverDialog endpoint={endpoint} opened={asking} onClose={() => setAsking(false)} redeliver={redeliver} />
    </Panel>
  );
}

function Waiting() {
  return (
    <Stack gap={6}>
      {["a", "b", "c"].map((key) => (
        <Skeleton key={key} h={30} />
      ))}
    </Stack>
  );
}
