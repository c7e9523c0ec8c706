"use client";

import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea, Tooltip } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type OrderDetailView, REVEAL_PURPOSES, type RevealView } from "@/lib/orders/core/order-view";
import type { OrderActions, RevealPurpose } from "./order-actions";
import { useRefusalText } from "./use-refusal-text";

/** Plaintext leaves the screen by itself: an operator reads a phone number out in less. */
const SHOWN_SECONDS = 60;

type CardProps = { order: OrderDetailView; reveal: OrderActions["reveal"]; allowed: boolean };

/** Who gets the parcel, masked; the plain values only for a stated purpose and for a minute. */
export function ReceiverCard({ order, reveal, allowed }: CardProps) {
  const t = useTranslations("orders");
  const { plain, show, hide, left } = usePlain();
  const [asking, setAsking] = useState(false);
  const { receiver } = order;
  const shown = plain ?? { ...receiver, town: "" };
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm" fw={500}>
          {shown.name || t("detail.empty_value")}
        </Text>
        <Text size="sm" ff="monospace">
          {shown.phone || t("detail.empty_value")}
        </Text>
      </Group>
      <Text size="sm">
        {[shown.province, shown.city, shown.district, shown.town].filter(Boolean).join(" ")} {shown.address}
      </Text>
      {order.receiver_edited && (
        <Text size="xs" c="dimmed">
          {t("detail.receiver_edited")}
        </Text>
      )}
      <Group gap="xs">
        {plain ? (
          <>
            <Button size="compact-xs" variant="default" leftSection={<IconEyeOff size={14} />} onClick={hide}>
              {t("reveal.hide")}
            </Button>
            <Text size="xs" c="dimmed">
              {t("reveal.hides_in", { seconds: left })}
            </Text>
          </>
        ) : (
          <Tooltip label={t("reveal.not_allowed")} disabled={allowed}>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconEye size={14} />}
              data-disabled={!allowed || undefined}
              aria-disabled={!allowed}
              onClick={() => allowed && setAsking(true)}
            >
              {t("reveal.action")}
            </Button>
          </Tooltip>
        )}
      </Group>
      <RevealModal
        opened={asking}
        onClose={() => setAsking(false)}
        ask={(input) => reveal({ order_id: order.id, ...input })}
        onShown={(view) => {
          setAsking(false);
          show(view);
        }}
      />
    </Stack>
  );
}

function usePlain() {
  const [plain, setPlain] = useState<RevealView | null>(null);
  const [left, setLeft] = useState(0);
  const clock = useInterval(() => setLeft((seconds) => seconds - 1), 1_000);
  const hide = () => {
    clock.stop();
    setPlain(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the countdown ends the showing
  useEffect(() => {
    if (plain && left <= 0) hide();
  }, [left]);
  const show = (view: RevealView) => {
    setPlain(view);
    setLeft(SHOWN_SECONDS);
    clock.start();
  };
  return { plain, show, hide, left };
}

type ModalProps = {
  opened: boolean;
  onClose: () => void;
  ask: (input: { purpose: RevealPurpose; note: string }) => ReturnType<OrderActions["reveal"]>;
  onShown: (view: RevealView) => void;
};

function RevealModal({ opened, onClose, ask, onShown }: ModalProps) {
  const t = useTranslations("orders.reveal");
  const refusalText = useRefusalText();
  const [purpose, setPurpose] = useState<RevealPurpose | null>(null);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    if (!purpose) return;
    setBusy(true);
    const result = await ask({ purpose, note });
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (result.ok) onShown(result.data);
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t("title")} size="sm">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("why")}
        </Text>
        <Select
          label={t("purpose")}
          required
          data-autofocus
          data={REVEAL_PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
          value={purpose}
          onChange={(value) => setPurpose(REVEAL_PURPOSES.find((entry) => entry === value) ?? null)}
        />
        <Textarea label={t("note")} value={note} maxLength={300} autosize onChange={(event) => setNote(event.currentTarget.value)} />
        {refusal && <Alert color="red">{refusal}</Alert>}
        <Button onClick={() => void confirm()} loading={busy} disabled={purpose === null}>
          {t("confirm")}
        </Button>
      </Stack>
    </Modal>
  );
}
