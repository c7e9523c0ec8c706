"use client";

import { Alert, Anchor, Button, Card, Group, Select, Stack, Tooltip } from "@mantine/core";
import { IconDownload, IconFileImport } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { importTemplateCsv } from "@/lib/channels/core/import-errors-csv";
import type { ImportMapping } from "@/lib/channels/core/import-table";
import type { ImportPreview, ImportView } from "@/lib/channels/core/import-view";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { downloadText } from "./download-text";
import { FileDrop } from "./file-drop";
import type { ActionResult, PreviewImport, StartImport } from "./import-actions";
import { complete, ImportMappingStep, missingColumns } from "./import-mapping";

type Refusal = Extract<ActionResult<never>, { ok: false }>;
type FormProps = { shops: ShopView[]; allowed: boolean; start: StartImport; preview: PreviewImport; onStarted: (started: ImportView) => void };

/** Shop, file, go. A file whose headings are not all understood shows them first, to be chosen once for the shop. */
export function ImportForm({ shops, allowed, start, preview, onStarted }: FormProps) {
  const t = useTranslations("channels.import");
  const [shop, setShop] = useState<string | null>(shops.length === 1 ? (shops[0]?.code ?? null) : null);
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [asked, setAsked] = useState<{ preview: ImportPreview; columns: ImportMapping } | null>(null);
  const [pending, run] = useTransition();
  const incomplete = asked !== null && missingColumns(asked.preview, asked.columns).length > 0;
  const missing = !allowed ? t("need_role") : !shop ? t("need_shop") : !file ? t("need_file") : incomplete ? t("need_columns") : null;
  const take = (change: { shop?: string | null; file?: File }) => {
    if (change.shop !== undefined) setShop(change.shop);
    if (change.file) setFile(change.file);
    setAsked(null);
    setRefusal(null);
  };
  const look = async (): Promise<void> => {
    const result = await preview(formOf({ shop, file }));
    setRefusal(result.ok ? null : result);
    if (result.ok) setAsked({ preview: result.data, columns: { ...result.data.guesses, ...result.data.columns } });
  };
  const submit = async (): Promise<void> => {
    const result = await start(formOf({ shop, file, columns: asked ? complete(asked.columns) : null }));
    if (!result.ok && result.code === "channels.missing_columns") return look();
    setRefusal(result.ok ? null : result);
    if (!result.ok) return;
    setAsked(null);
    onStarted(result.data);
  };
  return (
    <Card withBorder>
      <Stack>
        <ShopSelect shops={shops} value={shop} onChange={(code) => take({ shop: code })} />
        <FileDrop file={file} onFile={(chosen) => take({ file: chosen })} />
        {asked && <ImportMappingStep preview={asked.preview} value={asked.columns} onChange={(columns) => setAsked({ ...asked, columns })} />}
        {!asked && shop && file && allowed && (
          <Anchor component="button" type="button" size="sm" ta="left" onClick={() => run(look)}>
            {t("choose_columns")}
          </Anchor>
        )}
        {refusal && <RefusalAlert refusal={refusal} />}
        <Group justify="space-between">
          <TemplateButton />
          <Tooltip label={missing} disabled={missing === null}>
            <Button
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => run(submit)}
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

function formOf(input: { shop: string | null; file: File | null; columns?: ImportMapping | null }): FormData {
  const form = new FormData();
  form.set("shop", input.shop ?? "");
  if (input.file) form.set("file", input.file);
  if (input.columns) form.set("columns", JSON.stringify(input.columns));
  return form;
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
