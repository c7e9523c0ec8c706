import { Text } from "@mantine/core";
import Link from "next/link";
import type { AlertView } from "@/lib/alerts/core/alert-view";
import type { AlertShop } from "./alert-actions";
import { alertHref } from "./alert-href";
import classes from "./alerts.module.css";
import { RuleIcon } from "./rule-icon";
import { useAlertWords } from "./use-alert-words";

/** What happened, as a link to what is behind it; below, its kind, and the shop where the sentence does not name it. */
export function AlertWhat({ alert, shops }: { alert: AlertView; shops: ReadonlyMap<string, AlertShop> }) {
  const words = useAlertWords();
  const sentence = words.sentence(alert);
  const href = alertHref(alert, shops);
  const shop = alert.shop_id ? shops.get(alert.shop_id)?.name : undefined;
  return (
    <div className={classes.what}>
      <RuleIcon rule={alert.rule} />
      <div className={classes.words}>
        <Text size="sm" className={classes.sentence} title={sentence} component="div">
          {href ? (
            <Link href={href} prefetch={false} className={classes.link}>
              {sentence}
            </Link>
          ) : (
            sentence
          )}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {[words.title(alert.rule), shop === alert.detail.shop ? undefined : shop].filter((text) => text !== undefined).join(" · ")}
        </Text>
      </div>
    </div>
  );
}
