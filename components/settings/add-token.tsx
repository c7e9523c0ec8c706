"use client";

import { Alert, Button, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ROLES, type Role } from "@/lib/shared/role";
import type { SettingsActions } from "./settings-actions";
import { useSettingsAct } from "./use-settings-act";

type AddProps = { opened: boolean; onClose: () => void; createToken: SettingsActions["createToken"] };

/** A new token; the window with its secret closes only by the button that says it was kept. */
export function AddToken({ opened, onClose, createToken }: AddProps) {
  const t = useTranslations("settings.token");
  const [made, setMade] = useState<string | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  const open = made !== null;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(open ? "made" : "title")}
      size="md"
      transitionProps={{ duration: 0 }}
      withCloseButton={!open}
      closeOnEscape={!open}
      closeOnClickOutside={!open}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      {open ? <Secret token={made} onKept={close} /> : <TokenForm createToken={createToken} onMade={setMade} onCancel={close} />}
    </Modal>
  );
}

type FormProps = { createToken: SettingsActions["createToken"]; onMade: (token: string) => void; onCancel: () => void };

function TokenForm({ createToken, onMade, onCancel }: FormProps) {
  const t = useTranslations("settings.token");
  const roles = useTranslations("layout.roles");
  const hints = useTranslations("settings.role_hints");
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("ops");
  const { busy, refusal, run } = useSettingsAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => createToken({ name: name.trim(), role }));
    if (made) onMade(made.token);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label={t("name")}
          description={t("name_hint")}
          required
          maxLength={80}
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("role")}
          description={hints(role)}
          data={ROLES.map((value) => ({ value, label: roles(value) }))}
          value={role}
          onChange={(value) => setRole(ROLES.find((known) => known === value) ?? role)}
          allowDeselect={false}
          required
        />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ""}>
            {t("submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Secret({ token, onKept }: { token: string; onKept: () => void }) {
  const t = useTranslations("settings.token");
  return (
    <Stack gap="sm">
      <Alert color="orange" icon={<IconAlertTriangle size={16} aria-hidden />}>
        {t("once")}
      </Alert>
      <TextInput
        label={t("secret")}
        value={token}
        readOnly
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <Text size="xs" c="dimmed">
        {t("use")}
      </Text>
      <Group justify="flex-end">
        <CopyButton value={token}>
          {({ copied, copy }) => (
            <Button variant="default" leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />} onClick={copy}>
              {t(copied ? "copied" : "copy")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>{t("kept")}</Button>
      </Group>
    </Stack>
  );
}
