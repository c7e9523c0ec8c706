import { Button, Chip, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";

const PRESETS = ["preset_neighbours", "preset_buyer", "preset_parcel"] as const;

/** Why not: common reasons at one touch, any other in words. Enter sends. */
export function RejectDialog({ opened, onClose, onSubmit }: { opened: boolean; onClose: () => void; onSubmit: (reason: string) => void }) {
  const t = useTranslations("merging.reject_dialog");
  return (
    <Modal opened={opened} onClose={onClose} title={t("title")} centered>
      <RejectForm onClose={onClose} onSubmit={onSubmit} />
    </Modal>
  );
}

function RejectForm({ onClose, onSubmit }: { onClose: () => void; onSubmit: (reason: string) => void }) {
  const t = useTranslations("merging.reject_dialog");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (reason.trim() !== "") onSubmit(reason.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("hint")}
        </Text>
        <Chip.Group value={reason} onChange={(value) => setReason(String(value))}>
          <Group gap={6} role="group" aria-label={t("presets")}>
            {PRESETS.map((preset) => (
              <Chip key={preset} value={t(preset)} size="sm" variant="light">
                {t(preset)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Textarea
          label={t("reason")}
          placeholder={t("placeholder")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              submit();
            }
          }}
          error={tried && reason.trim() === "" ? t("required") : undefined}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          required
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" color="red">
            {t("submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
