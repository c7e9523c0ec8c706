import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { CoverageSegmentView } from "@/lib/channels/core/coverage-view";
import type { AskedStretch } from "./asked-stretch";
import type { SyncActions } from "./sync-actions";
import { useSegmentText } from "./use-segment-text";

type FailedProps = { stretch: AskedStretch; segment: CoverageSegmentView; actions: SyncActions; onDone: () => void };

/** Why a stretch failed; it can be pulled at once, or given up on with a reason. */
export function FailedPulls({ stretch, segment, actions, onDone }: FailedProps) {
  const t = useTranslations("channels.failed_pulls");
  const refusalText = useRefusalText();
  const { long } = useSegmentText();
  const [reason, setReason] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const range = { shop: stretch.shop.code, from: stretch.from, to: stretch.to };
  const run = async (act: () => ReturnType<SyncActions["retry"]>) => {
    const result = await act();
    if (result.ok) onDone();
    else setRefusal(refusalText(result));
  };
  return (
    <Alert color="orange" title={t("title")}>
      <Stack gap="xs">
        <Text size="sm">{long(segment)}</Text>
        {refusal && (
          <Text size="sm" c="red">
            {refusal}
          </Text>
        )}
        {reason !== null && (
          <TextInput
            label={t("reason")}
            description={t("give_up_hint")}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Group gap="xs">
          <Button size="xs" onClick={() => void run(() => actions.retry(range))}>
            {t("retry")}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={reason !== null && reason.trim() === ""}
            onClick={() => (reason === null ? setReason("") : void run(() => actions.abandon({ ...range, reason })))}
          >
            {t("give_up")}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
