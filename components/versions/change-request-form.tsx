"use client";

import { Alert, Button, Chip, Drawer, Group, Stack, Text, Textarea, Tooltip } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import type { ActionType } from "@/lib/versions/core/change-action";
import type { RequestChangeView } from "@/lib/versions/core/change-view";
import { AddressFields } from "./address-fields";
import type { RequestActions } from "./change-actions";
import { ChangePreview } from "./change-preview";
import { useChangePreview } from "./changes.query";
import { LineFields } from "./line-fields";
import { actionsOf, useChangeDraft } from "./use-change-draft";

const KINDS: readonly ActionType[] = ["set_address", "set_quantity", "cancel_lines"];

type FormProps = { order: OrderDetailView; actions: RequestActions; onSent: (sent: RequestChangeView) => void };

/** Opens the drawer in which a change is put together; off with a reason while another change is active. */
export function ChangeRequestButton({ blocked, ...form }: FormProps & { blocked: string | null }) {
  const t = useTranslations("versions.form");
  const [opened, setOpened] = useState(false);
  const { external_id, version } = form.order;
  return (
    <>
      <Tooltip label={blocked ?? ""} disabled={blocked === null} multiline maw={260}>
        <Button
          size="xs"
          leftSection={<IconPencil size={14} aria-hidden />}
          data-disabled={blocked !== null || undefined}
          aria-disabled={blocked !== null}
          onClick={() => blocked === null && setOpened(true)}
        >
          {t("open")}
        </Button>
      </Tooltip>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size={560}
        title={
          <div>
            <Text fw={600}>{t("title")}</Text>
            <Text size="xs" c="dimmed">
              {t("order", { number: external_id, version })}
            </Text>
          </div>
        }
      >
        <ChangeRequestForm
          {...form}
          onSent={(sent) => {
            setOpened(false);
            form.onSent(sent);
          }}
        />
      </Drawer>
    </>
  );
}

function ChangeRequestForm({ order, actions, onSent }: FormProps) {
  const t = useTranslations("versions.form");
  const { draft, update } = useChangeDraft(order);
  const asked = actionsOf(draft, order);
  const preview = useChangePreview({ order_id: order.id, base_version: order.version, actions: asked }, actions.preview);
  const send = useSend({ order, actions, onSent });
  const ready =
    asked.length > 0 && draft.reason.trim() !== "" && preview.data?.ok === true && preview.data.data.sendable && !preview.isPlaceholderData;
  const kinds = (values: string[]) => update({ kinds: KINDS.filter((kind) => values.includes(kind)) });
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" fw={500} mb={6} id="change-kinds">
          {t("kind_label")}
        </Text>
        <Chip.Group multiple value={draft.kinds} onChange={kinds}>
          <Group gap="xs" role="group" aria-labelledby="change-kinds">
            {KINDS.map((kind) => (
              <Chip key={kind} value={kind} size="sm" radius="sm">
                {t(`kinds.${kind}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      {draft.kinds.includes("set_address") && (
        <AddressFields now={order.receiver} value={draft.address} onChange={(part) => update({ address: { ...draft.address, ...part } })} />
      )}
      <LineFields order={order} draft={draft} onChange={update} />
      <Textarea
        label={t("reason")}
        description={t("reason_hint")}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => update({ reason: event.currentTarget.value })}
      />
      <ChangePreview preview={preview} empty={asked.length === 0} />
      {send.refusal && (
        <Alert color="red" role="alert">
          {send.refusal}
        </Alert>
      )}
      <Tooltip label={t("not_ready")} disabled={ready}>
        <Button
          loading={send.busy}
          data-disabled={!ready || undefined}
          aria-disabled={!ready}
          onClick={() => ready && void send.run({ actions: asked, reason: draft.reason })}
        >
          {t("send")}
        </Button>
      </Tooltip>
    </Stack>
  );
}

function useSend({ order, actions, onSent }: FormProps) {
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async (input: Pick<Parameters<RequestActions["request"]>[0], "actions" | "reason">) => {
    if (busy) return;
    setBusy(true);
    const result = await actions.request({ order_id: order.id, base_version: order.version, ...input });
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (result.ok) onSent(result.data);
  };
  return { run, busy, refusal };
}
