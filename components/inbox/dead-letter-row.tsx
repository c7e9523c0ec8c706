import { Anchor, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconCircleCheck, IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import type { DeadLetterView } from "@/lib/inbox/core/dead-letter-view";
import { LetterBadge } from "./letter-badge";
import type { Replay } from "./use-replay";
import { useWaitsFor } from "./use-waits-for";

type RowProps = {
  letter: DeadLetterView;
  shops: ReadonlyMap<string, string>;
  /** Replayed, and in the list again. */
  again: boolean;
  replay: Replay | undefined;
  mayReplay: boolean;
  onReplay: () => void;
  /** Opens what the push holds; null for roles that may not see it. */
  onOpen: (() => void) | null;
};

/** One push, with what became of its replay in place. */
export function DeadLetterRow({ letter, shops, again, replay, mayReplay, onReplay, onOpen }: RowProps) {
  const t = useTranslations("inbox");
  const waitsFor = useWaitsFor(shops);
  const done = replay?.state === "sent" && !again;
  const source = letter.shop_id ? (shops.get(letter.shop_id) ?? t(`sources.${letter.source}`)) : t(`sources.${letter.source}`);
  return (
    <tr>
      <td>
        <LetterBadge state={letter.state} />
      </td>
      <td>
        <Text size="sm" truncate title={source}>
          {source}
        </Text>
        {onOpen ? (
          <Anchor component="button" type="button" size="xs" truncate maw="100%" title={t("repair.title", { topic: letter.topic })} onClick={onOpen}>
            {letter.topic}
          </Anchor>
        ) : (
          <Text size="xs" c="dimmed" truncate title={letter.topic}>
            {letter.topic}
          </Text>
        )}
      </td>
      <td>
        <Stack gap={0}>
          <Text size="sm" lineClamp={2} style={{ whiteSpace: "normal" }} title={letter.reason}>
            {letter.waits_for ? waitsFor(letter.waits_for) : letter.reason}
          </Text>
          {letter.waits_for && (
            <Text size="xs" c="dimmed" truncate title={letter.reason}>
              {letter.reason}
            </Text>
          )}
          {again && replay?.state === "sent" && (
            <Text size="xs" c="var(--td-amber)" role="status">
              {t("letters.failed_again")}
            </Text>
          )}
          {replay?.state === "refused" && (
            <Text size="xs" c="var(--td-red)" role="alert">
              {replay.refusal}
            </Text>
          )}
        </Stack>
      </td>
      <td data-right>{letter.attempts}</td>
      <td data-right>
        <InstantText value={letter.received_at} c="dimmed" />
      </td>
      <td data-right>
        {done ? (
          <Group gap={4} justify="flex-end" wrap="nowrap" role="status" c="var(--td-green)">
            <IconCircleCheck size={14} aria-hidden />
            <Text size="sm">{t("letters.sent")}</Text>
          </Group>
        ) : (
          <ReplayButton letter={letter} busy={replay?.state === "sending"} mayReplay={mayReplay} onReplay={onReplay} />
        )}
      </td>
    </tr>
  );
}

type ButtonProps = { letter: DeadLetterView; busy: boolean; mayReplay: boolean; onReplay: () => void };

function ReplayButton({ letter, busy, mayReplay, onReplay }: ButtonProps) {
  const t = useTranslations("inbox.letters");
  return (
    <Tooltip label={t(mayReplay ? "replay_hint" : "not_allowed")} multiline maw={260}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={busy}
        data-disabled={!mayReplay || undefined}
        aria-disabled={!mayReplay}
        aria-label={t("replay_this", { topic: letter.topic })}
        onClick={() => mayReplay && onReplay()}
      >
        {t("replay")}
      </Button>
    </Tooltip>
  );
}
