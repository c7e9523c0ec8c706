"use client";

import { Group, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import type { EndpointView } from "@/lib/events/core/webhook-view";
import { DeliveryLog } from "./delivery-log";
import { EndpointsPanel } from "./endpoints-panel";
import type { WebhookActions } from "./webhook-actions";
import classes from "./webhooks.module.css";
import { useEndpoints } from "./webhooks.query";

/** Who outside is told of what happens here, and the log of what was sent to one of them. The chosen one is in the URL. */
export function WebhooksPage({ first, actions }: { first: EndpointView[]; actions: WebhookActions }) {
  const t = useTranslations("events");
  const list = useEndpoints(first);
  const [chosen, setChosen] = useQueryState("endpoint", parseAsString);
  const shown = list.data.find(({ id }) => id === chosen) ?? (chosen === null ? list.data[0] : undefined);
  return (
    <div className={classes.page}>
      <Group gap="sm" align="baseline">
        <Title order={1} size="h3">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("intro")}
        </Text>
      </Group>
      <EndpointsPanel list={list} shown={shown?.id ?? null} onShow={(id) => void setChosen(id)} actions={actions} />
      {shown && <DeliveryLog key={shown.id} endpoint={shown} redeliver={actions.redeliver} />}
    </div>
  );
}
