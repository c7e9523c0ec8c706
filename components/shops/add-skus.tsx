import { Alert, Group, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { ReasonButton } from "@/components/ui/reason-button";
import { parseSkus } from "./parse-skus";
import type { ShopActions } from "./shop-actions";

type AddProps = { shop: string; mayOperate: boolean; save: ShopActions["saveSkus"] };

/** One or many mappings, typed or pasted from a sheet: two words a line. */
export function AddSkus({ shop, mayOperate, save }: AddProps) {
  const t = useTranslations("shops.skus");
  const all = useTranslations("shops");
  const [text, setText] = useState("");
  const [saved, setSaved] = useState<number | null>(null);
  const { busy, refusal, run } = useAct("channels");
  const { mappings, bad } = parseSkus(text);
  const submit = async () => {
    const done = await run(() => save({ shop_id: shop, mappings }));
    setSaved(done?.saved ?? null);
    if (done) setText("");
  };
  const refused = !mayOperate ? all("not_operate") : mappings.length === 0 ? t("nothing_to_save") : bad.length > 0 ? t("bad_first") : null;
  return (
    <Stack gap="xs">
      <Textarea
        label={t("add")}
        description={t("add_hint")}
        placeholder={t("placeholder")}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        error={bad.length > 0 && t("bad_lines", { lines: bad.slice(0, 3).join(" | ") })}
        onChange={(event) => {
          setSaved(null);
          setText(event.currentTarget.value);
        }}
      />
      {refusal && (
        <Alert color="red" role="alert">
          {refusal}
        </Alert>
      )}
      <Group gap="sm" justify="flex-end">
        {saved !== null && (
          <Text size="sm" c="var(--td-green)" role="status">
            {t("saved", { count: saved })}
          </Text>
        )}
        <ReasonButton hint={t("save_hint")} refused={refused} loading={busy} onPress={() => void submit()}>
          {t("save", { count: mappings.length })}
        </ReasonButton>
      </Group>
    </Stack>
  );
}
