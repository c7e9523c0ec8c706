import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ACT_LOOKS } from "./act-looks";

export type Asking = "approve" | "reject" | "withdraw" | null;

type ModalProps = { asking: Asking; busy: boolean; onClose: () => void; onConfirm: (reason: string) => Promise<void> };

/** Asks once more before a verdict, and for the reason of a rejection. */
export function DecideModal({ asking, busy, onClose, onConfirm }: ModalProps) {
  const t = useTranslations("versions.decide");
  const [reason, setReason] = useState("");
  const act = asking ?? "approve";
  return (
    <Modal opened={asking !== null} onClose={onClose} title={t(`${act}_title`)} size="sm" transitionProps={{ duration: 0 }}>
      <Stack gap="sm">
        {act === "reject" ? (
          <Textarea
            label={t("reject_reason")}
            required
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : (
          <Text size="sm">{t(`${act}_text`)}</Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            color={ACT_LOOKS[act].color === "gray" ? undefined : ACT_LOOKS[act].color}
            loading={busy}
            disabled={act === "reject" && reason.trim() === ""}
            onClick={() => void onConfirm(reason.trim())}
          >
            {t(act)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
