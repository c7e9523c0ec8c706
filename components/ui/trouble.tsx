import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A page that cannot be shown: what happened, what is safe, what to do next. */
export function Trouble({ title, text, note, children }: { title: string; text: string; note?: string; children: ReactNode }) {
  return (
    <Stack align="center" justify="center" gap="xs" mih="60vh" p="md" ta="center" role="alert">
      <svg viewBox="0 0 120 48" width="120" height="48" aria-hidden="true" fill="none" strokeWidth="3" strokeLinecap="round">
        <path d="M6 10h26c14 0 16 14 30 14h10M6 38h26c14 0 16-14 30-14" stroke="var(--mantine-color-dimmed)" />
        <path d="M92 24h22" stroke="var(--td-line)" strokeDasharray="2 8" />
        <circle cx="82" cy="24" r="5" fill="#f2b84b" stroke="none" />
      </svg>
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text size="sm" c="dimmed" maw={420}>
        {text}
      </Text>
      {note && (
        <Text size="xs" c="dimmed" ff="monospace">
          {note}
        </Text>
      )}
      {children}
    </Stack>
  );
}
