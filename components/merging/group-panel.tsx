"use client";

import { Alert, Anchor, Badge, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { ActionResult } from "@/components/orders/order-actions";
import { OrderStatusBadge } from "@/components/orders/order-status-badge";
import type { GroupView } from "@/lib/merging/core/suggestion-view";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { useShipmentGroup } from "./merging.query";
import type { GroupActions } from "./merging-actions";
import { UnmergeDialog } from "./unmerge-dialog";
import { useMergeRefusal } from "./use-merge-refusal";

export type GroupRights = { decide: boolean; unmerge: boolean; print: boolean };
type PanelProps = { orderId: string; group: GroupView; rights: GroupRights; actions: GroupActions };

/** The shipment group an order is in: its members, what it waits for, and how to take it apart and at what cost. */
export function GroupPanel({ orderId, group: first, rights, actions }: PanelProps) {
  const t = useTranslations("merging.group");
  const format = useFormatter();
  const { data: group } = useShipmentGroup(first.id, first);
  const { run, working, message } = useGroupAct();
  const [opened, { open, close }] = useDisclosure(false);
  const live = group.members.filter((member) => member.left_at === null);
  const left = group.members.filter((member) => member.left_at !== null);
  const time = (text: string) => format.dateTime(new Date(text), { dateStyle: "short", timeStyle: "short" });
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{group.number}</Text>
          <GroupStateBadge state={group.state} />
        </Group>
        <Text size="xs" c="dimmed">
          {t("members", { count: live.length })}
        </Text>
      </Group>
      {group.state === "review" && <Alert color="orange">{t("review", { reason: reviewReason(t, group.review_reason) })}</Alert>}
      {message && (
        <Alert color={message.ok ? "teal" : "red"} role={message.ok ? "status" : "alert"}>
          {message.text}
        </Alert>
      )}
      <Members members={live} orderId={orderId} />
      {left.length > 0 && <Members members={left} orderId={orderId} title={t("left")} />}
      <Text size="xs" c="dimmed">
        {t("approved_by", { name: group.approved_by, time: time(group.created_at) })}
        {group.deadline && ` · ${t("deadline", { time: time(group.deadline) })}`}
      </Text>
      <Group gap="xs">
        {group.state === "review" && (
          <Act
            label={t("confirm")}
            reason={rights.decide ? null : t("need_role")}
            loading={working}
            onClick={() => run(() => actions.confirm({ group_id: group.id }), t("confirmed"))}
          />
        )}
        {group.state === "approved" && (
          <Act
            label={t("print")}
            reason={rights.print ? null : t("need_role")}
            loading={working}
            onClick={() => run(() => actions.print({ group_id: group.id }), t("printed"))}
          />
        )}
        {group.state !== "dissolved" && (
          <Act
            label={t("unmerge")}
            variant="default"
            reason={rights.unmerge ? (group.unmerge.allowed ? null : t(`cost.${group.unmerge.cost}`)) : t("need_role")}
            loading={working}
            onClick={open}
          />
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t(`cost.${group.unmerge.cost}`)}
      </Text>
      <UnmergeDialog
        opened={opened}
        group={group}
        orderId={orderId}
        onClose={close}
        onSubmit={(order_ids, reason) => {
          close();
          void run(() => actions.unmerge({ group_id: group.id, order_ids, reason }), t("done"));
        }}
      />
    </Stack>
  );
}

type Member = GroupView["members"][number];

function Members({ members, orderId, title }: { members: Member[]; orderId: string; title?: string }) {
  const t = useTranslations("merging.group");
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label={title}>
      {title && (
        <Text size="xs" c="dimmed">
          {title}
        </Text>
      )}
      {members.map((member) => (
        <Group key={`${member.order_id}${member.joined_at}`} component="li" gap="xs" wrap="nowrap" justify="space-between" opacity={title ? 0.7 : 1}>
          <div style={{ minWidth: 0 }}>
            {member.order_id === orderId ? (
              <Text size="sm" fw={600} span>
                {member.external_id}{" "}
                <Text span size="xs" c="dimmed">
                  {t("this_order")}
                </Text>
              </Text>
            ) : (
              <Anchor component={Link} href={`/orders/${member.order_id}`} size="sm">
                {member.external_id}
              </Anchor>
            )}
            <Text size="xs" c="dimmed" truncate>
              {member.shop_name} · {member.item_summary}
            </Text>
          </div>
          <OrderStatusBadge status={member.status as OrderStatus} />
        </Group>
      ))}
    </Stack>
  );
}

const COLORS: Record<string, string> = { approved: "blue", review: "orange", printed: "blue", shipped: "green", dissolved: "gray" };

function GroupStateBadge({ state }: { state: string }) {
  const t = useTranslations("merging.group_states");
  return (
    <Badge variant="light" color={COLORS[state] ?? "gray"} radius="sm" tt="none">
      {t.has(state) ? t(state) : state}
    </Badge>
  );
}

type ActProps = { label: string; reason: string | null; loading: boolean; onClick: () => void; variant?: string };

function Act({ label, reason, loading, onClick, variant = "filled" }: ActProps) {
  return (
    <Tooltip label={reason} disabled={reason === null} multiline maw={260}>
      <Button size="xs" variant={variant} disabled={reason !== null} loading={loading} onClick={onClick}>
        {label}
      </Button>
    </Tooltip>
  );
}

function reviewReason(t: ReturnType<typeof useTranslations<"merging.group">>, reason: string | null): string {
  const key = `review_reasons.${reason}`;
  return reason !== null && t.has(key) ? t(key) : (reason ?? "");
}

/** One act at a time, its answer in place, and the page's own data fetched anew. */
function useGroupAct() {
  const client = useQueryClient();
  const router = useRouter();
  const say = useMergeRefusal();
  const [working, setWorking] = useState(false);
  const [message, setMessage] = useState<{ ok: boolean; text: string } | null>(null);
  const run = async (act: () => Promise<ActionResult<unknown>>, done: string) => {
    setWorking(true);
    const result = await act().finally(() => setWorking(false));
    setMessage(result.ok ? { ok: true, text: done } : { ok: false, text: say(result) });
    await client.invalidateQueries({ queryKey: ["merging"] });
    router.refresh();
  };
  return { run, working, message };
}
