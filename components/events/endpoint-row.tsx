import { Button, Group, Text } from "@mantine/core";
import { useFormatter, useNow, useTranslations } from "next-intl";
import type { EndpointView } from "@/lib/events/core/webhook-view";
import { EndpointMenu } from "./endpoint-menu";
import { useEventWords } from "./use-event-words";
import type { WebhookActions } from "./webhook-actions";
import { EndpointBadge } from "./webhook-badges";
import classes from "./webhooks.module.css";

const TICK_MS = 10_000;

type RowProps = { endpoint: EndpointView; shown: boolean; onShow: () => void; change: WebhookActions["change"] };

/** One address; which one's log stands below is marked. */
export function EndpointRow({ endpoint, shown, onShow, change }: RowProps) {
  const t = useTranslations("events.endpoints");
  const format = useFormatter();
  const now = useNow({ updateInterval: TICK_MS });
  const words = useEventWords();
  const { url, description, types, waiting, failed } = endpoint;
  return (
    <tr data-shown={shown || undefined} className={classes.row}>
      <td title={url}>
        <Text size="sm" truncate>
          {url}
        </Text>
        {description && (
          <Text size="xs" c="dimmed" truncate title={description}>
            {description}
          </Text>
        )}
      </td>
      <td title={types.map(words).join(" · ") || undefined}>{types.length === 0 ? t("all_types") : t("some_types", { count: types.length })}</td>
      <td>
        <EndpointBadge endpoint={endpoint} now={now} />
      </td>
      <td>
        <Since endpoint={endpoint} now={now} />
      </td>
      <td data-right className={waiting > 0 ? undefined : classes.none}>
        {format.number(waiting)}
      </td>
      <td data-right className={failed > 0 ? classes.error : classes.none}>
        {format.number(failed)}
      </td>
      <td data-right>
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Button size="compact-sm" variant={shown ? "light" : "default"} aria-pressed={shown} aria-label={t("log_of", { url })} onClick={onShow}>
            {t("log")}
          </Button>
          <EndpointMenu endpoint={endpoint} change={change} />
        </Group>
      </td>
    </tr>
  );
}

/** Since when it fails, and until when it rests or two secrets sign. */
function Since({ endpoint, now }: { endpoint: EndpointView; now: Date }) {
  const t = useTranslations("events.endpoints");
  const format = useFormatter();
  const { failing_since, rests_until, previous_secret_until, state_reason } = endpoint;
  const time = (at: string) =>
    format.dateTime(new Date(at), { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const ahead = (at: string | null): at is string => at !== null && Date.parse(at) > now.getTime();
  const said = [
    failing_since && t("failing_since", { time: time(failing_since) }),
    endpoint.state === "active" && ahead(rests_until) && t("rests_until", { time: time(rests_until) }),
    ahead(previous_secret_until) && t("two_secrets", { time: time(previous_secret_until) }),
  ].filter((text) => typeof text === "string");
  if (said.length === 0) return <span className={classes.none}>—</span>;
  const title = [...said, state_reason].filter((text) => text !== "").join(" · ");
  return (
    <div title={title}>
      {said.map((text) => (
        <Text key={text} size="xs" truncate c={failing_since ? "var(--td-amber)" : "dimmed"}>
          {text}
        </Text>
      ))}
    </div>
  );
}
