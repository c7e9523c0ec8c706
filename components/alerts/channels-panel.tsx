import { Alert, Button, Text } from "@mantine/core";
import { IconBellPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import type { NotificationChannelView } from "@/lib/alerts/core/notification-channel";
import { AddChannel } from "./add-channel";
import type { AlertActions } from "./alert-actions";
import { useNotificationChannels } from "./alerts.query";
import { ChannelRow } from "./channel-row";

/** Who is told of alerts, by which way, and whether the last message arrived. */
export function ChannelsPanel({ first, actions }: { first: NotificationChannelView[]; actions: AlertActions }) {
  const t = useTranslations("alerts.channels");
  const list = useNotificationChannels(first);
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t("title")}
      aside={
        <Button size="compact-sm" leftSection={<IconBellPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
          {t("add")}
        </Button>
      }
    >
      {list.isError && (
        <Alert color="red" mb="xs">
          {t("failed", { message: list.error.message })}
        </Alert>
      )}
      {list.data.length === 0 ? (
        <Text size="sm" c="dimmed" py="xs">
          {t("empty")}
        </Text>
      ) : (
        <DenseTable
          label={t("title")}
          minWidth={980}
          columns={[
            { key: "name", label: t("name"), width: 170 },
            { key: "kind", label: t("kind"), width: 120 },
            { key: "target", label: t("target"), width: 260 },
            { key: "rules", label: t("rules"), width: 110 },
            { key: "waiting", label: t("waiting"), width: 72, right: true },
            { key: "sent", label: t("sent"), width: 100, right: true },
            { key: "result", label: t("result") },
            { key: "act", label: t("act"), width: 172, right: true },
          ]}
        >
          {list.data.map((channel) => (
            <ChannelRow key={channel.id} channel={channel} actions={actions} />
          ))}
        </DenseTable>
      )}
      <AddChannel opened={adding} onClose={() => setAdding(false)} addChannel={actions.addChannel} />
    </Panel>
  );
}
