import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

type AskProps = {
  opened: boolean;
  title: string;
  /** What it does and what it cannot undo. */
  text: string;
  words: { cancel: string; confirm: string };
  color?: string;
  busy: boolean;
  refusal: string | null;
  /** What else must be known before. */
  children?: ReactNode;
  ready?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks once more before something that cannot simply be taken back. */
export function AskDialog({ opened, title, text, words, color = "red", busy, refusal, children, ready = true, onConfirm, onClose }: AskProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="sm"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": words.cancel }}
    >
      <Stack gap="sm">
        <Text size="sm">{text}</Text>
        {children}
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button color={color} loading={busy} disabled={!ready} onClick={onConfirm}>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
