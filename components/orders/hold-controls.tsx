"use client";

import { Alert, Button, Modal, Stack, Textarea, TextInput, Tooltip } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import type { OrderActions } from "./order-actions";
import { useRefusalText } from "./use-refusal-text";

const HOLDABLE: readonly OrderStatus[] = ["unpaid", "paid", "ready_to_ship"];

type HoldProps = { order: OrderDetailView; allowed: boolean; placeHold: OrderActions["placeHold"]; onDone: () => void };

/** Stops an order from shipping, with a reason; says why when it cannot. */
export function HoldButton({ order, allowed, placeHold, onDone }: HoldProps) {
  const t = useTranslations("orders.hold");
  const [asking, setAsking] = useState(false);
  const late = !HOLDABLE.includes(order.status);
  const blocked = late ? t("too_late") : t("not_allowed");
  const able = allowed && !late;
  return (
    <>
      <Tooltip label={blocked} disabled={able}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconHandStop size={14} />}
          data-disabled={!able || undefined}
          aria-disabled={!able}
          onClick={() => able && setAsking(true)}
        >
          {t("place")}
        </Button>
      </Tooltip>
      <HoldModal
        opened={asking}
        onClose={() => setAsking(false)}
        place={(input) => placeHold({ order_id: order.id, ...input })}
        onDone={() => {
          setAsking(false);
          onDone();
        }}
      />
    </>
  );
}

type ModalProps = {
  opened: boolean;
  onClose: () => void;
  place: (input: { reason: string; until: string | null }) => ReturnType<OrderActions["placeHold"]>;
  onDone: () => void;
};

function HoldModal({ opened, onClose, place, onDone }: ModalProps) {
  const t = useTranslations("orders.hold");
  const refusalText = useRefusalText();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    const result = await place({ reason, until: until === "" ? null : new Date(until).toISOString() });
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (!result.ok) return;
    setReason("");
    setUntil("");
    onDone();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t("title")} size="sm">
      <Stack gap="sm">
        <Textarea
          label={t("reason")}
          description={t("reason_hint")}
          required
          data-autofocus
          autosize
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput type="datetime-local" label={t("until")} value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        {refusal && <Alert color="red">{refusal}</Alert>}
        <Button onClick={() => void confirm()} loading={busy} disabled={reason.trim() === ""}>
          {t("confirm")}
        </Button>
      </Stack>
    </Modal>
  );
}
