import { Alert, Button, Group, Modal, MultiSelect, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/orders/use-act";
import type { AlertRule } from "@/lib/alerts/core/alert-rule";
import {
  type CreateNotificationChannelInput,
  createNotificationChannelSchema,
  NOTIFICATION_CHANNEL_KINDS,
  type NotificationChannelKind,
} from "@/lib/alerts/core/notification-channel";
import type { AlertActions } from "./alert-actions";
import { RULES } from "./alert-filters";
import { useAlertWords } from "./use-alert-words";

type AddProps = { opened: boolean; onClose: () => void; addChannel: AlertActions["addChannel"] };

/** One more way of telling people: a mail address or a group robot. */
export function AddChannel({ opened, onClose, addChannel }: AddProps) {
  const t = useTranslations("alerts.channels");
  return (
    <Modal opened={opened} onClose={onClose} title={t("add")} transitionProps={{ duration: 0 }} closeButtonProps={{ "aria-label": t("cancel") }}>
      <ChannelForm addChannel={addChannel} onClose={onClose} />
    </Modal>
  );
}

type Values = { kind: NotificationChannelKind; name: string; address: string; url: string; secret: string; rules: AlertRule[] };
const EMPTY: Values = { kind: "email", name: "", address: "", url: "", secret: "", rules: [] };

function ChannelForm({ addChannel, onClose }: Omit<AddProps, "opened">) {
  const t = useTranslations("alerts.channels");
  const words = useAlertWords();
  const [values, setValues] = useState(EMPTY);
  const { busy, refusal, run } = useAct("alerts");
  const change = (some: Partial<Values>) => setValues((known) => ({ ...known, ...some }));
  const input = inputOf(values);
  const ready = createNotificationChannelSchema.safeParse(input).success;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await run(() => addChannel(input))) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label={t("kind")}
          value={values.kind}
          onChange={(kind) => change({ kind })}
          data={NOTIFICATION_CHANNEL_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <TextInput
          label={t("name")}
          description={t("name_hint")}
          required
          maxLength={80}
          data-autofocus
          autoComplete="off"
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TargetFields values={values} onChange={change} />
        <MultiSelect
          label={t("rules")}
          description={t("rules_hint")}
          placeholder={values.rules.length === 0 ? t("all_rules") : undefined}
          value={values.rules}
          onChange={(rules) => change({ rules: RULES.filter((rule) => rules.includes(rule)) })}
          data={RULES.map((value) => ({ value, label: words.title(value) }))}
          clearable
        />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready}>
            {t("submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TargetFields({ values, onChange }: { values: Values; onChange: (some: Partial<Values>) => void }) {
  const t = useTranslations("alerts.channels");
  const { kind } = values;
  if (kind === "email") {
    return (
      <TextInput
        label={t("address")}
        description={t("address_hint")}
        type="email"
        required
        maxLength={200}
        value={values.address}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
      />
    );
  }
  return (
    <>
      <TextInput
        label={t("url")}
        description={t(`${kind}_hint`)}
        type="url"
        required
        maxLength={500}
        autoComplete="off"
        value={values.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      {kind === "dingtalk_robot" && (
        <TextInput
          label={t("secret")}
          description={t("secret_hint")}
          maxLength={200}
          autoComplete="off"
          value={values.secret}
          onChange={(event) => onChange({ secret: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function inputOf({ kind, name, rules, address, url, secret }: Values): CreateNotificationChannelInput {
  const common = { name: name.trim(), rules };
  if (kind === "email") return { ...common, kind, address: address.trim() };
  return kind === "wecom_robot" ? { ...common, kind, url: url.trim() } : { ...common, kind, url: url.trim(), secret: secret.trim() };
}
