import { Alert, Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import { AddEndpoint } from "./add-endpoint";
import { EndpointRow } from "./endpoint-row";
import type { WebhookActions } from "./webhook-actions";
import type { useEndpoints } from "./webhooks.query";

type PanelProps = { list: ReturnType<typeof useEndpoints>; shown: string | null; onShow: (id: string) => void; actions: WebhookActions };

/** Every address that is told, with how it does. */
export function EndpointsPanel({ list, shown, onShow, actions }: PanelProps) {
  const t = useTranslations("events.endpoints");
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t("title")}
      aside={
        <Button size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      }
    >
      {list.isError && (
        <Alert color="red" mb="xs">
          {t("failed_to_load", { message: list.error.message })}
        </Alert>
      )}
      {list.data.length === 0 ? (
        <Text size="sm" c="dimmed" py="xs">
          {t("empty")}
        </Text>
      ) : (
        <DenseTable
          label={t("title")}
          minWidth={1000}
          columns={[
            { key: "url", label: t("url") },
            { key: "types", label: t("types"), width: 110 },
            { key: "state", label: t("state"), width: 136 },
            { key: "since", label: t("since"), width: 190 },
            { key: "waiting", label: t("waiting"), width: 76, right: true },
            { key: "failed", label: t("failed"), width: 64, right: true },
            { key: "act", label: t("act"), width: 110, right: true },
          ]}
        >
          {list.data.map((endpoint) => (
            <EndpointRow
              key={endpoint.id}
              endpoint={endpoint}
              shown={endpoint.id === shown}
              onShow={() => onShow(endpoint.id)}
              change={actions.change}
            />
          ))}
        </DenseTable>
      )}
      <AddEndpoint opened={adding} onClose={() => setAdding(false)} onMade={onShow} create={actions.create} />
    </Panel>
  );
}
