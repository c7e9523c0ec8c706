import { Card, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

type PanelProps = { title: string; aside?: ReactNode; children: ReactNode };

/** A titled block of the order page. */
export function Panel({ title, aside, children }: PanelProps) {
  return (
    <Card withBorder padding="sm" radius="sm" component="section" aria-label={title}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="sm">
          {title}
        </Title>
        {aside && (
          <Text size="xs" c="dimmed" component="div">
            {aside}
          </Text>
        )}
      </Group>
      {children}
    </Card>
  );
}
