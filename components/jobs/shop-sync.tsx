import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import type { ShopView } from "@/lib/channels/core/shop-view";
import classes from "./jobs.module.css";

/** When each shop was last heard of, the quietest first, and what of its pushes is still open. */
export function ShopSync({ shops }: { shops: ShopView[] }) {
  const t = useTranslations("jobs.shops");
  const quietest = [...shops].sort((a, b) => Date.parse(heardAt(a) ?? "1970-01-01") - Date.parse(heardAt(b) ?? "1970-01-01"));
  return (
    <Panel title={t("title")} aside={t("aside")}>
      {shops.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("empty")}
        </Text>
      )}
      <ul className={classes.rows}>
        {quietest.map((shop) => (
          <ShopRow key={shop.id} shop={shop} />
        ))}
      </ul>
    </Panel>
  );
}

function ShopRow({ shop }: { shop: ShopView }) {
  const t = useTranslations("jobs.shops");
  const { received, parked, dead } = shop.inbox;
  const heard = heardAt(shop);
  const open = [
    received > 0 && t("received", { count: received }),
    parked > 0 && t("parked", { count: parked }),
    dead > 0 && t("dead", { count: dead }),
    shop.refused_pushes > 0 && t("refused", { count: shop.refused_pushes }),
  ].filter((text) => text !== false);
  return (
    <li className={`${classes.row} ${classes.shop}`}>
      <Link
        href={`/orders?shop=${encodeURIComponent(shop.code)}`}
        prefetch={false}
        className={classes.clip}
        style={{ color: "inherit", textDecoration: "none" }}
      >
        {shop.name}
      </Link>
      <span className={classes.number}>{heard ? <InstantText value={heard} /> : t("never")}</span>
      {open.length > 0 && <span className={`${classes.dim} ${classes.whole}`}>{open.join(" · ")}</span>}
      {shop.last_error && shop.last_error_at && (
        <span className={`${classes.dim} ${classes.whole} ${classes.clip} ${classes.amber}`} title={shop.last_error}>
          <IconAlertTriangle size={12} aria-hidden /> <InstantText value={shop.last_error_at} span /> · {shop.last_error}
        </span>
      )}
    </li>
  );
}

function heardAt({ last_push_at, last_order_at }: ShopView): string | null {
  if (last_push_at && last_order_at) return last_push_at > last_order_at ? last_push_at : last_order_at;
  return last_push_at ?? last_order_at;
}
