"use client";

import { Alert, Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPencil } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import type { ChangeRequestView, RequestChangeView } from "@/lib/versions/core/change-view";
import { stageRefusals } from "@/lib/versions/core/stage-rules";
import type { RequestActions } from "./change-actions";
import { ChangeStateBadge, RiskBadge } from "./change-badges";
import { ChangeRequestButton } from "./change-request-form";
import { DueClock } from "./due-clock";
import { useChangeWords } from "./use-change-words";

type PanelProps = { order: OrderDetailView; changes: ChangeRequestView[]; allowed: boolean; actions: RequestActions };

/** The order's changes: who is editing now, a new one, and the earlier ones. */
export function OrderChangePanel({ order, changes, allowed, actions }: PanelProps) {
  const t = useTranslations("versions");
  const active = changes.find((change) => change.state === "pending");
  const earlier = changes.filter((change) => change !== active);
  const sent = useSent();
  return (
    <Stack gap="sm">
      {active && <ActiveNotice change={active} />}
      <Group>
        <ChangeRequestButton order={order} actions={actions} blocked={useBlocked({ order, active, allowed })} onSent={sent} />
      </Group>
      {earlier.length === 0 && !active && (
        <Text size="sm" c="dimmed">
          {t("panel.none")}
        </Text>
      )}
      {earlier.map((change) => (
        <Earlier key={change.id} change={change} />
      ))}
    </Stack>
  );
}

function useSent(): (sent: RequestChangeView) => void {
  const t = useTranslations("versions.form");
  const words = useChangeWords();
  const format = useFormatter();
  const router = useRouter();
  return ({ approval }) => {
    const due = format.dateTime(new Date(approval.due_at), { timeStyle: "short" });
    notifications.show({ message: t("sent", { due, roles: words.roles(approval.required_roles) }), color: "green" });
    router.refresh();
  };
}

/** Why no change can be asked for now, or null. */
function useBlocked({ order, active, allowed }: { order: OrderDetailView; active: ChangeRequestView | undefined; allowed: boolean }): string | null {
  const t = useTranslations("versions");
  if (!allowed) return t("form.not_allowed");
  if (active) return t("form.editing", { name: active.requested_by });
  const stage = { status: order.status, printedAt: order.printed_at ? new Date(order.printed_at) : null, shipmentGroupId: order.shipment_group_id };
  const [refusal] = stageRefusals(stage, ["set_address"]);
  return refusal ? t(`refusals.${refusal}`) : null;
}

function ActiveNotice({ change }: { change: ChangeRequestView }) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  return (
    <Alert color="orange" icon={<IconPencil size={16} />} title={t("form.editing", { name: change.requested_by })}>
      <Text size="sm">{words.summary(change.sentences)}</Text>
      <Group gap="sm" mt={6}>
        <RiskBadge level={change.risk.level} />
        <Text size="sm" component="div">
          <DueClock dueAt={change.approval.due_at} />
        </Text>
        <Anchor component={Link} href={`/versions/${change.id}`} size="sm">
          {t("form.open_active")}
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t("form.editing_hint")}
      </Text>
    </Alert>
  );
}

function Earlier({ change }: { change: ChangeRequestView }) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  return (
    <Card withBorder padding="xs" radius="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Anchor component={Link} href={`/versions/${change.id}`} size="sm" fw={500}>
            {words.summary(change.sentences)}
          </Anchor>
          <Text size="xs" c="dimmed" component="div">
            {change.requested_by} · <InstantText value={change.created_at} span />
            {change.applied_version !== null && ` · ${t("page.applied", { version: change.applied_version })}`}
          </Text>
        </div>
        <ChangeStateBadge state={change.state} />
      </Group>
    </Card>
  );
}
