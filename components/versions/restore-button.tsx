"use client";

import { Alert, Button, Group, Modal, Skeleton, Stack, Text, Textarea, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRestore } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useVersionDiff } from "@/components/orders/orders.query";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { isRestored } from "@/lib/versions/core/restore-content";
import { restoreRefusals } from "@/lib/versions/core/stage-rules";
import type { RestoreAction } from "./change-actions";
import { VersionDiff } from "./version-diff";

type RestoreProps = {
  order: { id: string; version: number; status: OrderStatus; printed_at: string | null };
  version: number;
  allowed: boolean;
  /** Who is editing the order now, if anybody. */
  editing: string | null;
  restore: RestoreAction;
};

/** Makes an earlier version the next one, after saying what that means; off with a reason past the point of no return. */
export function RestoreButton(props: RestoreProps) {
  const t = useTranslations("versions");
  const [asking, setAsking] = useState(false);
  const blocked = useBlocked(props);
  return (
    <>
      <Tooltip label={blocked ?? ""} disabled={blocked === null} multiline maw={260}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRestore size={14} aria-hidden />}
          data-disabled={blocked !== null || undefined}
          aria-disabled={blocked !== null}
          onClick={() => blocked === null && setAsking(true)}
        >
          {t("restore.button")}
        </Button>
      </Tooltip>
      <RestoreModal {...props} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}

function useBlocked({ order, allowed, editing }: RestoreProps): string | null {
  const t = useTranslations("versions");
  if (!allowed) return t("restore.not_allowed");
  const [refusal] = restoreRefusals({ status: order.status, printedAt: order.printed_at ? new Date(order.printed_at) : null, shipmentGroupId: null });
  if (refusal) return t(`refusals.${refusal}`);
  return editing ? t("form.editing", { name: editing }) : null;
}

function RestoreModal({ order, version, restore, opened, onClose }: RestoreProps & { opened: boolean; onClose: () => void }) {
  const t = useTranslations("versions.restore");
  const router = useRouter();
  const refusalText = useRefusalText();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    const result = await restore({ order_id: order.id, version, base_version: order.version, reason: reason.trim() });
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (!result.ok) return;
    notifications.show({ message: t("done", { version: result.data.version }), color: "green" });
    onClose();
    router.refresh();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t("title", { version })} size="lg">
      <Stack gap="sm">
        <Text size="sm">{t("text", { version, next: order.version + 1 })}</Text>
        <Effect order={order} version={version} />
        <Textarea
          label={t("reason")}
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button loading={busy} disabled={reason.trim() === ""} onClick={() => void confirm()}>
            {t("confirm")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What becomes what, from the order as it is to the version to restore. */
function Effect({ order, version }: Pick<RestoreProps, "order" | "version">) {
  const { data, isError, error } = useVersionDiff({ orderId: order.id, version, against: order.version });
  if (isError) return <Alert color="orange">{error.message}</Alert>;
  return data ? <VersionDiff changes={data.changes.filter((change) => isRestored(change.path))} /> : <Skeleton height={96} />;
}
