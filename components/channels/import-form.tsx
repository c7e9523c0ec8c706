"use client";

import { Alert, Button, Card, Group, Select, Stack, Tooltip } from "@mantine/core";
import { IconDownload, IconFileImport } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { importTemplateCsv } from "@/lib/channels/core/import-errors-csv";
import type { ImportView } from "@/lib/channels/core/import-view";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { downloadText } from "./download-text";
import { FileDrop } from "./file-drop";
import type { ActionResult, StartImport } from "./import-actions";

type Refusal = Extract<ActionResult<never>, { ok: false }>;
type FormProps = { shops: ShopView[]; allowed: boolean; start: StartImport; onStarted: (started: ImportView) => void };

/** Shop, file, go. A button that cannot be pressed says why. */
export function ImportForm({ shops, allowed, start, onStarted }: FormProps) {
  const t = useTranslations("channels.import");
  const [shop, setShop] = useState<string | null>(shops.length === 1 ? (shops[0]?.code ?? null) : null);
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, run] = useTransition();
  const missing = !allowed ? t("need_role") : !shop ? t("need_shop") : !file ? t("need_file") : null;
  const submit = () =>
    run(async () => {
      const form = new FormData();
      form.set("shop", shop ?? "");
      if (file) form.set("file", file);
      const result = await start(form);
      setRefusal(result.ok ? null : result);
      if (result.ok) onStarted(result.data);
    });
  return (
    <Card withBorder>
      <Stack>
        <ShopSelect shops={shops} value={shop} onChange={setShop} />
        <FileDrop file={file} onFile={setFile} />
        {refusal && <RefusalAlert refusal={refusal} />}
        <Group justify="space-between">
          <TemplateButton />
          <Tooltip label={missing} disabled={missing === null}>
            <Button
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={submit}
              loading={pending}
              data-disabled={missing ? true : undefined}
              aria-disabled={missing !== null}
              onClickCapture={(event) => missing && event.stopPropagation()}
            >
              {t("start")}
            </Button>
          </Tooltip>
        </Group>
      </Stack>
    </Card>
  );
}

function ShopSelect({ shops, value, onChange }: { shops: ShopView[]; value: string | null; onChange: (code: string | null) => void }) {
  const t = useTranslations("channels.import");
  const platforms = useTranslations("channels.platforms");
  return (
    <Select
      label={t("shop")}
      placeholder={t("shop_placeholder")}
      searchable
      data={shops.map((shop) => ({ value: shop.code, label: `${shop.name} · ${platforms(shop.platform)}` }))}
      value={value}
      onChange={onChange}
    />
  );
}

function TemplateButton() {
  const t = useTranslations("channels.import");
  const locale = useLocale();
  const download = () => downloadText({ name: t("template_file"), text: importTemplateCsv(locale), type: "text/csv" });
  return (
    <Button variant="subtle" leftSection={<IconDownload size={16} aria-hidden />} onClick={download}>
      {t("template")}
    </Button>
  );
}

/** The refusal in the reader's words, or the sentence that came where there are none. */
function RefusalAlert({ refusal }: { refusal: Refusal }) {
  const errors = useTranslations("channels.errors");
  const reason = refusal.code.replace(/^channels\./, "");
  return (
    <Alert color="red" role="alert">
      {refusal.code.startsWith("channels.") && errors.has(reason) ? errors(reason, refusal.params) : refusal.message}
    </Alert>
  );
}
