"use client";

import { Alert, Button, Group, JsonInput, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { DeadLetterView } from "@/lib/inbox/core/dead-letter-view";
import type { PushPayloadView } from "@/lib/inbox/core/repair-view";
import type { RepairActions } from "./repair-actions";

/** `onDone`: the letter was repaired or dropped, and has left the list. */
type DialogProps = { letter: DeadLetterView | null; actions: RepairActions; onClose: () => void; onDone: () => void };

/** What a push holds, masked first; in full for a purpose, then to be put right and sent on, or dropped with a reason. */
export function RepairPushDialog({ letter, actions, onClose, onDone }: DialogProps) {
  const t = useTranslations("inbox.repair");
  return (
    <Modal opened={letter !== null} onClose={onClose} title={letter ? t("title", { topic: letter.topic }) : ""} size="xl">
      {letter && <Repair key={letter.id} letter={letter} actions={actions} onDone={onDone} />}
    </Modal>
  );
}

function Repair({ letter, actions, onDone }: { letter: DeadLetterView; actions: RepairActions; onDone: () => void }) {
  const t = useTranslations("inbox.repair");
  const { push, busy, refusal, run, look } = useRepair(letter, actions, onDone);
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  useEffect(() => setText(push?.payload ?? ""), [push]);
  const changed = push !== null && !push.masked && text !== push.payload;
  return (
    <Stack gap="sm">
      <Alert color="orange" py={8}>
        {letter.reason}
      </Alert>
      <JsonInput
        label={t("payload")}
        description={push?.masked === false ? t("payload_hint") : t("masked_hint")}
        aria-busy={push === null}
        readOnly={push?.masked !== false}
        validationError={t("not_json")}
        minRows={10}
        maxRows={22}
        autosize
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "var(--mantine-font-size-xs)" } }}
        value={text}
        onChange={setText}
      />
      {push?.original && <Original push={push} />}
      {push?.masked && <Reveal busy={busy} onReveal={(purpose) => void look({ reveal: true, purpose })} />}
      <Textarea
        label={t("reason")}
        description={t("reason_hint")}
        autosize
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refusal && <Alert color="red">{refusal}</Alert>}
      <Group justify="space-between">
        <Button
          variant="default"
          color="red"
          loading={busy}
          disabled={reason.trim() === ""}
          onClick={() => void run(actions.drop({ inbox_id: letter.id, reason }))}
        >
          {t("drop")}
        </Button>
        <Button
          loading={busy}
          disabled={!changed || reason.trim() === ""}
          onClick={() => void run(actions.repair({ inbox_id: letter.id, payload: text, reason }))}
        >
          {t("send")}
        </Button>
      </Group>
    </Stack>
  );
}

/** The payload as it is shown now, and what the last act answered. */
function useRepair(letter: DeadLetterView, actions: RepairActions, onDone: () => void) {
  const refusalText = useRefusalText();
  const [push, setPush] = useState<PushPayloadView | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const look = async (how: { reveal: boolean; purpose: string }) => {
    setBusy(true);
    const result = await actions.view({ inbox_id: letter.id, ...how });
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (result.ok) setPush(result.data);
  };
  const run = async (asked: ReturnType<RepairActions["repair"] | RepairActions["drop"]>) => {
    setBusy(true);
    const result = await asked;
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (result.ok) onDone();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on opening; each look is written down
  useEffect(() => void look({ reveal: false, purpose: "" }), []);
  return { push, busy, refusal, run, look };
}

function Reveal({ busy, onReveal }: { busy: boolean; onReveal: (purpose: string) => void }) {
  const t = useTranslations("inbox.repair");
  const [purpose, setPurpose] = useState("");
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        flex={1}
        label={t("purpose")}
        description={t("purpose_hint")}
        maxLength={300}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
      />
      <Button variant="default" loading={busy} disabled={purpose.trim() === ""} onClick={() => onReveal(purpose)}>
        {t("reveal")}
      </Button>
    </Group>
  );
}

function Original({ push }: { push: PushPayloadView }) {
  const t = useTranslations("inbox.repair");
  return (
    <details>
      <summary>
        <Text span size="sm">
          {t("original", { name: push.repaired_by ?? "" })}
        </Text>
      </summary>
      <Text component="pre" size="xs" ff="monospace" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {push.original}
      </Text>
    </details>
  );
}
