"use client";

import { Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import type { CourierAccountView } from "@/lib/couriers/core/courier-account-view";

/** Subscriptions with tracking providers; their secret addresses never leave the server. */
export function CouriersPanel({ couriers }: { couriers: CourierAccountView[] }) {
  const t = useTranslations("settings.couriers");
  const format = useFormatter();
  return (
    <Panel title={t("title")} aside={t("hint")}>
      {couriers.length === 0 ? (
        <Text size="sm" c="dimmed" py="xs">
          {t("empty")}
        </Text>
      ) : (
        <DenseTable
          label={t("title")}
          minWidth={720}
          columns={[
            { key: "name", label: t("name"), width: 220 },
            { key: "provider", label: t("provider"), width: 160 },
            { key: "heard", label: t("heard"), width: 120 },
            { key: "refused", label: t("refused"), width: 100, right: true },
            { key: "error", label: t("error") },
          ]}
        >
          {couriers.map(({ id, name, provider, last_push_at, refused_pushes, last_error, last_error_at }) => (
            <tr key={id}>
              <td title={name}>{name}</td>
              <td>{t.has(`providers.${provider}`) ? t(`providers.${provider}`) : provider}</td>
              <td>{last_push_at ? <InstantText value={last_push_at} /> : t("never")}</td>
              <td data-right>{format.number(refused_pushes)}</td>
              <td title={last_error ?? undefined}>
                {last_error && last_error_at ? (
                  <>
                    <InstantText value={last_error_at} c="dimmed" span /> {last_error}
                  </>
                ) : (
                  "—"
                )}
              </td>
            </tr>
          ))}
        </DenseTable>
      )}
    </Panel>
  );
}
