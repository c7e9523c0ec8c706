import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";

/** A signing secret, shown this once. */
export function SecretOnce({ secret, onKept }: { secret: string; onKept: () => void }) {
  const t = useTranslations("events.secret");
  return (
    <Stack gap="sm">
      <Alert color="orange" icon={<IconAlertTriangle size={16} aria-hidden />}>
        {t("once")}
      </Alert>
      <TextInput
        label={t("label")}
        value={secret}
        readOnly
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <Text size="xs" c="dimmed">
        {t("use")}
      </Text>
      <Group justify="flex-end">
        <CopyButton value={secret}>
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
