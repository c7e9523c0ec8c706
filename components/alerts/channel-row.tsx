import { Button, Group, Text } from "@mantine/core";
import { IconCircleCheck, IconSend } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { InstantText } from "@/components/orders/instant-text";
import { useAct } from "@/components/orders/use-act";
import { AskDialog } from "@/components/ui/ask-dialog";
import type { NotificationChannelView } from "@/lib/alerts/core/notification-channel";
import type { AlertActions } from "./alert-actions";
import classes from "./alerts.module.css";
import { useAlertWords } from "./use-alert-words";

/** One way people are told: its test answers in its own row. */
export function ChannelRow({ channel, actions }: { channel: NotificationChannelView; actions: AlertActions }) {
  const t = useTranslations("alerts.channels");
  const format = useFormatter();
  const words = useAlertWords();
  const [asking, setAsking] = useState(false);
  const [arrived, setArrived] = useState(false);
  const test = useAct("alerts");
  const removal = useAct("alerts");
  const { id, name, rules, waiting } = channel;
  const send = async () => setArrived((await test.run(() => actions.testChannel({ channel_id: id }))) !== null);
  const remove = async () => {
    if (await removal.run(() => actions.removeChannel({ channel_id: id }))) setAsking(false);
  };
  const titles = rules.map(words.title).join(" · ");
  return (
    <tr>
      <td title={name}>{name}</td>
      <td>{t(`kinds.${channel.kind}`)}</td>
      <td title={channel.target}>{channel.target}</td>
      <td title={titles || undefined}>{rules.length === 0 ? t("all_rules") : t("some_rules", { count: rules.length })}</td>
      <td data-right className={waiting > 0 ? undefined : classes.none}>
        {format.number(waiting)}
      </td>
      <td data-right>
        {channel.last_sent_at ? <InstantText value={channel.last_sent_at} span /> : <span className={classes.none}>{t("never")}</span>}
      </td>
      <td>
        <Result arrived={arrived} error={test.refusal ?? channel.last_error} />
      </td>
      <td data-right>
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconSend size={14} aria-hidden />}
            loading={test.busy}
            aria-label={t("test_this", { name })}
            onClick={() => void send()}
          >
            {t("test")}
          </Button>
          <Button size="compact-sm" variant="default" aria-label={t("remove_this", { name })} onClick={() => setAsking(true)}>
            {t("remove")}
          </Button>
        </Group>
        <AskDialog
          opened={asking}
          title={t("remove_this", { name })}
          text={t("remove_text", { count: waiting })}
          words={{ cancel: t("cancel"), confirm: t("remove") }}
          busy={removal.busy}
          refusal={removal.refusal}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        />
      </td>
    </tr>
  );
}

function Result({ arrived, error }: { arrived: boolean; error: string | null }) {
  const t = useTranslations("alerts.channels");
  if (error !== null) {
    return (
      <Text size="sm" className={classes.error} lineClamp={3} style={{ whiteSpace: "normal" }} title={error} role="status">
        {error}
      </Text>
    );
  }
  if (!arrived) return null;
  return (
    <Group gap={4} wrap="nowrap" className={classes.ok} role="status">
      <IconCircleCheck size={14} aria-hidden />
      <Text size="sm">{t("arrived")}</Text>
    </Group>
  );
}
