import { Alert, Card, Divider, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { ChangePreviewView } from "@/lib/versions/core/change-view";
import type { useChangePreview } from "./changes.query";
import { MoneyNote } from "./money-note";
import { RiskList } from "./risk-list";
import { useChangeWords } from "./use-change-words";
import { VersionDiff } from "./version-diff";

/** What the change would do if sent now: difference, money, risk, who decides by when, and what stands in the way. */
export function ChangePreview({ preview, empty }: { preview: ReturnType<typeof useChangePreview>; empty: boolean }) {
  const t = useTranslations("versions.form");
  const refusalText = useRefusalText();
  const result = preview.data;
  return (
    <Card withBorder padding="sm" radius="sm" component="section" aria-label={t("preview")} aria-live="polite">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="sm">
          {t("preview")}
        </Title>
        {preview.isFetching && <Loader size="xs" aria-label={t("checking")} />}
      </Group>
      {empty || !result ? (
        <Text size="sm" c="dimmed">
          {t("preview_empty")}
        </Text>
      ) : result.ok ? (
        <Found found={result.data} />
      ) : (
        <Alert color="red">{t("preview_failed", { message: refusalText(result) })}</Alert>
      )}
    </Card>
  );
}

function Found({ found }: { found: ChangePreviewView }) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  const format = useFormatter();
  const due = format.dateTime(new Date(found.approval.due_at), { dateStyle: "short", timeStyle: "short" });
  return (
    <Stack gap="sm">
      <Obstacles found={found} />
      <VersionDiff changes={found.diff} />
      <Divider />
      <MoneyNote money={found.money} />
      <RiskList risk={found.risk} />
      <Text size="sm" c="dimmed">
        {t("page.needs", { roles: words.roles(found.approval.required_roles) })} · {t("queue.due")} {due} · {t("page.on_expiry")}
      </Text>
    </Stack>
  );
}

function Obstacles({ found }: { found: ChangePreviewView }) {
  const t = useTranslations("versions");
  const said = [
    ...found.refusals.map((reason) => t(`refusals.${reason}`)),
    ...(found.stale ? [t("form.stale", { actual: found.stale.actual })] : []),
    ...(found.active ? [t("form.editing", { name: found.active.requested_by })] : []),
    ...found.issues.map(({ path, message }) => t("errors.bad_actions", { field: path, detail: message })),
  ];
  if (said.length === 0) return null;
  return (
    <Alert color="orange" role="alert">
      {said.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </Alert>
  );
}
