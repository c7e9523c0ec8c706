import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/orders/use-act";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import { AccessFields } from "./access-fields";
import type { ShopActions } from "./shop-actions";
import { NO_VALUES, type ShopValues, updateInputOf } from "./shop-values";

type EditProps = { shop: ShopView; platform: PlatformView; mayManage: boolean; update: ShopActions["update"] };

/** Name, application, tokens and credentials: a secret left blank stays; what waited for them is tried again at once. */
export function EditShop({ shop, platform, mayManage, update }: EditProps) {
  const t = useTranslations("shops");
  const before: ShopValues = { ...NO_VALUES, name: shop.name, api_base_url: shop.settings.api_base_url, feed_url: shop.settings.feed_url };
  const [values, setValues] = useState(before);
  const [saved, setSaved] = useState(false);
  const { busy, refusal, run } = useAct("channels");
  const input = updateInputOf(values, before, shop.id);
  const changed = Object.keys(input).length > 1;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const after = await run(() => update(input));
    setSaved(after !== null);
    if (after) setValues({ ...NO_VALUES, name: after.name, api_base_url: after.settings.api_base_url, feed_url: after.settings.feed_url });
  };
  const change = (some: Partial<ShopValues>) => {
    setSaved(false);
    setValues((known) => ({ ...known, ...some }));
  };
  if (!mayManage) {
    return (
      <Text size="sm" c="dimmed">
        {t("not_manage")}
      </Text>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <Stack gap="sm">
        <TextInput
          label={t("fields.name")}
          required
          maxLength={120}
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <AccessFields platform={platform} values={values} kept={shop.health.filled} onChange={change} />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          {saved && (
            <Text size="sm" c="var(--td-green)" role="status">
              {t("saved")}
            </Text>
          )}
          <Button type="submit" loading={busy} disabled={!changed || values.name.trim() === ""}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
