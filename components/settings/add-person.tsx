"use client";

import { Alert, Button, Group, Modal, PasswordInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslations } from "next-intl";
import { createUserSchema, PASSWORD_LENGTH } from "@/lib/security/core/user-view";
import { ROLES, type Role } from "@/lib/shared/role";
import { newPassword } from "./new-password";
import type { SettingsActions } from "./settings-actions";
import { useSettingsAct } from "./use-settings-act";

type AddProps = { opened: boolean; onClose: () => void; createUser: SettingsActions["createUser"] };
type Values = { email: string; name: string; role: Role; password: string };

const BLANK: Values = { email: "", name: "", role: "agent", password: "" };

/** A new person with one role. The password is told to them by whoever makes it: it is kept as a hash only. */
export function AddPerson({ opened, onClose, createUser }: AddProps) {
  const t = useTranslations("settings.person");
  const roles = useTranslations("layout.roles");
  const rights = useTranslations("settings.role_hints");
  const { busy, refusal, run, forget } = useSettingsAct();
  const form = useForm<Values>({
    initialValues: BLANK,
    validate: {
      email: (value) => (createUserSchema.shape.email.safeParse(value).success ? null : t("email_wrong")),
      password: (value) => (value.length < PASSWORD_LENGTH.min ? t("password_short", { min: PASSWORD_LENGTH.min }) : null),
    },
  });
  const close = () => {
    form.reset();
    forget();
    onClose();
  };
  const submit = form.onSubmit(async (values) => {
    if (await run(() => createUser(values))) close();
  });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("title")}
      size="md"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput label={t("email")} type="email" required data-autofocus autoComplete="off" {...form.getInputProps("email")} />
          <TextInput label={t("name")} description={t("name_hint")} maxLength={60} autoComplete="off" {...form.getInputProps("name")} />
          <Select
            label={t("role")}
            description={rights(form.values.role)}
            data={ROLES.map((role) => ({ value: role, label: roles(role) }))}
            allowDeselect={false}
            required
            {...form.getInputProps("role")}
          />
          <PasswordInput
            label={t("password")}
            description={t("password_hint", { min: PASSWORD_LENGTH.min })}
            required
            maxLength={PASSWORD_LENGTH.max}
            autoComplete="new-password"
            {...form.getInputProps("password")}
          />
          <Button variant="subtle" size="compact-sm" w="fit-content" onClick={() => form.setFieldValue("password", newPassword())}>
            {t("make_password")}
          </Button>
          {refusal && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <Group justify="space-between" wrap="nowrap">
            <Text size="xs" c="dimmed">
              {t("audited")}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={close}>
                {t("cancel")}
              </Button>
              <Button type="submit" loading={busy}>
                {t("submit")}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
