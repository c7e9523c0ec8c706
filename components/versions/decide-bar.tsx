"use client";

import { Alert, Anchor, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { ChangeRequestView, DecideChangeView } from "@/lib/versions/core/change-view";
import type { PermittedActs } from "@/lib/versions/core/permitted-acts";
import { ACT_LOOKS } from "./act-looks";
import type { ActionResult, DecideActions } from "./change-actions";
import { useNextPending } from "./changes.query";
import { type Asking, DecideModal } from "./decide-modal";
import { DueClock } from "./due-clock";
import { useChangeWords } from "./use-change-words";

/** The verdict: approve and reject with their keys, withdraw for the requester; a button that is off says why. */
export function DecideBar({ change, actions }: { change: ChangeRequestView; actions: DecideActions }) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  const decide = useDecide(change);
  const [asking, setAsking] = useState<Asking>(null);
  const id = change.id;
  const approve = () => (change.risk.level === "high" ? setAsking("approve") : void decide.run(() => actions.approve({ change_request_id: id })));
  useHotkeys([
    ["a", () => change.acts.approve.allowed && approve()],
    ["r", () => change.acts.reject.allowed && setAsking("reject")],
  ]);
  if (change.state !== "pending") return <Decided change={change} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm">{t("page.needs", { roles: words.roles(change.approval.required_roles) })}</Text>
        <Text size="sm" component="div">
          <DueClock dueAt={change.approval.due_at} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed">
        {t("page.on_expiry")}
      </Text>
      <Group grow>
        <ActButton change={change} act="approve" busy={decide.busy} onClick={approve} />
        <ActButton change={change} act="reject" busy={decide.busy} onClick={() => setAsking("reject")} />
      </Group>
      <WhyNot change={change} />
      {change.acts.withdraw.allowed && <ActButton change={change} act="withdraw" busy={decide.busy} onClick={() => setAsking("withdraw")} />}
      {change.acts.approve.allowed && (
        <Text size="xs" c="dimmed" visibleFrom="sm">
          {t("decide.keys")}
        </Text>
      )}
      {decide.refusal && (
        <Alert color="red" role="alert">
          {decide.refusal}
        </Alert>
      )}
      <DecideModal
        key={asking}
        asking={asking}
        busy={decide.busy}
        onClose={() => setAsking(null)}
        onConfirm={async (reason) => {
          if (asking === "reject") await decide.run(() => actions.reject({ change_request_id: id, reason }));
          if (asking === "approve") await decide.run(() => actions.approve({ change_request_id: id }));
          if (asking === "withdraw") await decide.run(() => actions.withdraw({ change_request_id: id }));
          setAsking(null);
        }}
      />
    </Stack>
  );
}

/** Runs a verdict; whatever it answers, the truth is read again. */
function useDecide(change: ChangeRequestView) {
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async (work: () => Promise<ActionResult<DecideChangeView>>) => {
    if (busy) return;
    setBusy(true);
    const result = await work();
    setRefusal(result.ok ? null : refusalText(result));
    await client.invalidateQueries({ queryKey: ["versions", "one", change.id] });
    void client.invalidateQueries({ queryKey: ["versions", "list"] });
    setBusy(false);
  };
  return { run, busy, refusal };
}

type ActProps = { change: ChangeRequestView; act: keyof PermittedActs; busy: boolean; onClick: () => void };

function ActButton({ change, act, busy, onClick }: ActProps) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  const { color, variant, Icon } = ACT_LOOKS[act];
  const { allowed, denial } = change.acts[act];
  const why = denial ? t(`denials.${denial}`, { roles: words.roles(change.approval.required_roles) }) : "";
  return (
    <Tooltip label={why} disabled={allowed} multiline maw={260}>
      <Button
        color={color}
        variant={variant}
        leftSection={<Icon size={16} aria-hidden />}
        data-disabled={!allowed || busy || undefined}
        aria-disabled={!allowed || busy}
        onClick={() => allowed && !busy && onClick()}
      >
        {t(`decide.${act}`)}
      </Button>
    </Tooltip>
  );
}

/** On a phone nothing can be hovered, so the reason stands under the buttons too. */
function WhyNot({ change }: { change: ChangeRequestView }) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  const { denial } = change.acts.approve;
  if (!denial) return null;
  return (
    <Text size="sm" c="dimmed">
      {t(`denials.${denial}`, { roles: words.roles(change.approval.required_roles) })}
    </Text>
  );
}

function Decided({ change }: { change: ChangeRequestView }) {
  const t = useTranslations("versions");
  const next = useNextPending(change.id, true);
  const done = change.state === "approved" || change.state === "rejected" || change.state === "withdrawn";
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap" role="status">
        <IconCircleCheck size={18} aria-hidden />
        <Text size="sm">
          {done ? t(`decide.${change.state as "approved"}`, { version: change.applied_version ?? 0 }) : t(`states.${change.state}`)}
        </Text>
      </Group>
      {next.data === undefined ? null : next.data === null ? (
        <Text size="sm" c="dimmed">
          {t("page.all_done")}
        </Text>
      ) : (
        <Anchor component={Link} href={`/versions/${next.data}`} size="sm">
          {t("page.next")} →
        </Anchor>
      )}
    </Stack>
  );
}
