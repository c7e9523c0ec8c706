"use client";

import { Button, Drawer, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { VersionDiff } from "@/components/versions/version-diff";
import type { AuditEntryView } from "@/lib/audit/core/audit-view";
import { ActSentence } from "./act-sentence";
import { useAuditEntry } from "./audit.query";
import { EntryFacts } from "./entry-facts";
import { entryLinks } from "./entry-links";
import { FieldTable } from "./field-table";
import { maybeDifference } from "./maybe-difference";

type DrawerProps = {
  id: string | null;
  entries: AuditEntryView[];
  numbers: Record<string, string>;
  onClose: () => void;
  onEntity: (entity: string) => void;
};

/** One act beside the log: what it changed, who did it, and where to look. */
export function AuditDrawer({ id, entries, numbers, onClose, onEntity }: DrawerProps) {
  const t = useTranslations("audit.entry");
  const listed = entries.find((entry) => entry.id === id);
  const single = useAuditEntry(id, listed === undefined);
  const entry = listed ?? single.data?.audit[0];
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size={560}
      withOverlay={false}
      trapFocus={false}
      lockScroll={false}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("close") }}
      title={t("title")}
    >
      {entry ? (
        <Entry entry={entry} numbers={listed ? numbers : (single.data?.order_numbers ?? {})} onEntity={onEntity} />
      ) : single.isPending ? (
        <Stack gap="sm" aria-busy>
          <Skeleton h={40} />
          <Skeleton h={180} />
          <Skeleton h={180} />
        </Stack>
      ) : (
        <Stack gap={4} py="xl" align="center">
          <Text fw={500}>{t("missing")}</Text>
          <Text size="sm" c="dimmed" ta="center">
            {t("missing_hint")}
          </Text>
        </Stack>
      )}
    </Drawer>
  );
}

function Entry({ entry, numbers, onEntity }: { entry: AuditEntryView; numbers: Record<string, string>; onEntity: (entity: string) => void }) {
  const t = useTranslations("audit.entry");
  const difference = maybeDifference(entry.after);
  return (
    <Stack gap="sm">
      <Title order={2} size="h3" fw={500} lh={1.5}>
        <ActSentence entry={entry} numbers={numbers} />
      </Title>
      <Group gap="xs">
        {entryLinks(entry, numbers).map(({ label, number, href }) => (
          <Button key={href} component={Link} href={href} prefetch={false} size="compact-sm" variant="default">
            {t(label, { number: number ?? "" })}
          </Button>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconFilter size={14} aria-hidden />}
          onClick={() => onEntity(`${entry.entity_type}:${entry.entity_id}`)}
        >
          {t("same_entity")}
        </Button>
      </Group>
      {difference.length > 0 && (
        <Panel title={t("difference")}>
          <VersionDiff changes={difference} />
        </Panel>
      )}
      <Panel title={t("before_after")}>
        <FieldTable entry={entry} />
        <Text size="xs" c="dimmed" mt={8}>
          {t("masked")}
        </Text>
      </Panel>
      <Panel title={t("title")}>
        <EntryFacts entry={entry} />
      </Panel>
    </Stack>
  );
}
