import { Text, UnstyledButton } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { useDuration } from "@/components/orders/use-duration";
import { DenseTable } from "@/components/ui/dense-table";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { ShopBadges } from "./shop-badges";
import classes from "./shops.module.css";

/** A shop pulled every minute or two is late after this. */
const LATE_SECONDS = 15 * 60;

/** One row a shop, the one with the gravest trouble first. */
export function ShopsTable({ shops, open, onOpen }: { shops: ShopView[]; open: string | null; onOpen: (code: string) => void }) {
  const t = useTranslations("shops");
  const gravest = [...shops].sort((a, b) => b.health.troubles.length - a.health.troubles.length || (a.name < b.name ? -1 : 1));
  return (
    <DenseTable
      label={t("list")}
      minWidth={1080}
      columns={[
        { key: "shop", label: t("columns.shop"), width: 172 },
        { key: "state", label: t("columns.state") },
        { key: "lag", label: t("columns.lag"), width: 116, right: true },
        { key: "push", label: t("columns.push"), width: 88, right: true },
        { key: "pull", label: t("columns.pull"), width: 88, right: true },
        { key: "feed", label: t("columns.feed"), width: 88, right: true },
        { key: "token", label: t("columns.token"), width: 92, right: true },
        { key: "inbox", label: t("columns.inbox"), width: 92, right: true },
        { key: "write_backs", label: t("columns.write_backs"), width: 88, right: true },
      ]}
    >
      {gravest.map((shop) => (
        <Row key={shop.id} shop={shop} shown={shop.code === open} onOpen={() => onOpen(shop.code)} />
      ))}
    </DenseTable>
  );
}

function Row({ shop, shown, onOpen }: { shop: ShopView; shown: boolean; onOpen: () => void }) {
  const t = useTranslations("shops");
  const platforms = useTranslations("channels.platforms");
  const duration = useDuration();
  const { health, inbox } = shop;
  const { lag_seconds, token_expires_at, write_backs } = health;
  return (
    <tr className={classes.row} data-shown={shown || undefined}>
      <td title={`${shop.name} (${shop.code})`}>
        <UnstyledButton className={classes.open} onClick={onOpen} aria-label={t("open", { name: shop.name })}>
          <Text size="sm" truncate>
            {shop.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {platforms(shop.platform)} · {shop.code}
          </Text>
        </UnstyledButton>
      </td>
      <td>
        <ShopBadges shop={shop} />
      </td>
      <td data-right className={lag_seconds !== null && lag_seconds > LATE_SECONDS && !health.paused_at ? classes.amber : undefined}>
        {lag_seconds === null ? <None text={t(`pulls.${health.pulls}`)} /> : duration(lag_seconds * 1_000)}
      </td>
      <td data-right>
        <Since at={shop.last_push_at} />
      </td>
      <td data-right>
        <Since at={health.last_pull_at} />
      </td>
      <td data-right>
        <Since at={health.last_feed_at} />
      </td>
      <td data-right>
        <Since at={token_expires_at} />
      </td>
      <td data-right>
        <Counts parts={[inbox.received, inbox.parked, inbox.dead]} label={t("inbox_hint", inbox)} bad={inbox.dead > 0} />
      </td>
      <td data-right>
        <Counts
          parts={[write_backs.waiting, write_backs.failed, write_backs.stopped]}
          label={t("write_backs_hint", write_backs)}
          bad={write_backs.stopped > 0}
        />
      </td>
    </tr>
  );
}

function Since({ at }: { at: string | null }) {
  return at ? <InstantText value={at} span /> : <None text="—" />;
}

function None({ text }: { text: string }) {
  return <span className={classes.none}>{text}</span>;
}

/** Three counts in the order of the heading; what needs a person is amber. */
function Counts({ parts, label, bad }: { parts: [number, number, number]; label: string; bad: boolean }) {
  const format = useFormatter();
  const nothing = parts.every((count) => count === 0);
  return (
    <span title={label} aria-label={label} role="img" className={bad ? classes.amber : nothing ? classes.none : undefined}>
      {nothing ? "—" : parts.map((count) => format.number(count)).join(" / ")}
    </span>
  );
}
