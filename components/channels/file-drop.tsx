"use client";

import { Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconFileSpreadsheet, IconUpload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import classes from "./file-drop.module.css";

const ACCEPTED = ".xlsx,.csv,.tsv,.txt,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** One file, by dropping it or by choosing it; works by keyboard as any button does. */
export function FileDrop({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const t = useTranslations("channels.import");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const first = files?.[0];
    if (first) onFile(first);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <>
      <UnstyledButton
        className={classes.drop}
        data-over={over || undefined}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Group justify="center" gap="sm" wrap="nowrap">
          {file ? <IconFileSpreadsheet size={24} aria-hidden /> : <IconUpload size={24} aria-hidden />}
          <Stack gap={2}>
            <Text fw={500}>{file ? file.name : t("drop_here")}</Text>
            <Text size="xs" c="dimmed">
              {file ? sizeOf(file.size) : t("file_limit")}
            </Text>
          </Stack>
        </Group>
      </UnstyledButton>
      <input ref={input} type="file" accept={ACCEPTED} hidden aria-label={t("choose_file")} onChange={(event) => take(event.currentTarget.files)} />
    </>
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
