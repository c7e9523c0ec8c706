"use client";

import { Alert, Badge, Button, Group, Text, Tooltip } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconLinkOff, IconLoader2, IconShieldCheck } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import type { ChainHead } from "@/lib/audit/core/audit-view";
import classes from "./audit.module.css";
import { useChainCheck } from "./audit.query";

const LOOKS = {
  intact: { color: "green", Icon: IconCircleCheck },
  broken: { color: "red", Icon: IconLinkOff },
  checking: { color: "blue", Icon: IconLoader2 },
  unchecked: { color: "gray", Icon: IconCircleDashed },
};

/** Whether the log can be trusted: how far it is sealed, and what the last walk over it found. */
export function ChainBar({ head }: { head: ChainHead }) {
  const t = useTranslations("audit.chain");
  const format = useFormatter();
  const check = useChainCheck(head);
  const { data, isFetching } = check;
  const state = isFetching ? "checking" : data ? (data.ok ? "intact" : "broken") : "unchecked";
  const { color, Icon } = LOOKS[state];
  const { head_seq, unsealed } = data ?? head;
  return (
    <section className={classes.chain} aria-label={t("title")}>
      <Group gap="md" wrap="wrap">
        <Text size="sm" fw={600}>
          {t("title")}
        </Text>
        <Badge variant="light" color={color} radius="sm" tt="none" role="status" leftSection={<Icon size={13} aria-hidden />}>
          {t(state)}
        </Badge>
        <Text size="sm">{t("sealed", { count: format.number(head_seq) })}</Text>
        <Tooltip label={t("unsealed_hint")} disabled={unsealed === 0}>
          <Text size="sm" c="dimmed">
            {t("unsealed", { count: unsealed })}
          </Text>
        </Tooltip>
      </Group>
      <Group gap="sm" wrap="nowrap">
        {data && !isFetching && (
          <Text size="xs" c="dimmed" className={classes.checked}>
            {t("checked_at", { count: format.number(data.checked) })} · <InstantText value={new Date(check.dataUpdatedAt).toISOString()} span />
          </Text>
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconShieldCheck size={15} aria-hidden />}
          loading={isFetching}
          onClick={() => void check.refetch()}
        >
          {t("check")}
        </Button>
      </Group>
      {data?.broken && !isFetching && (
        <Alert
          color="red"
          className={classes.alert}
          title={t("broken_at", { seq: format.number(data.broken.seq), reason: t(`reasons.${data.broken.reason}`) })}
        >
          {t("broken_hint")}
        </Alert>
      )}
      {check.isError && (
        <Alert color="red" className={classes.alert}>
          {t("failed", { message: check.error.message })}
        </Alert>
      )}
    </section>
  );
}
