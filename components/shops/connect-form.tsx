import { Alert, Button, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { createShopSchema, type PlatformView, type ShopView } from "@/lib/channels/core/shop-view";
import { AccessFields } from "./access-fields";
import type { ShopActions } from "./shop-actions";
import { createInputOf, lacking, NO_VALUES, type ShopValues } from "./shop-values";

type FormProps = {
  platform: PlatformView;
  taken: string[];
  create: ShopActions["create"];
  onMade: (shop: ShopView) => void;
  onBack: () => void;
};

/** What this platform asks for. The shop's own code becomes part of its push address and cannot be changed later. */
export function ConnectForm({ platform, taken, create, onMade, onBack }: FormProps) {
  const t = useTranslations("shops");
  const labels = useTranslations("channels.credentials");
  const [values, setValues] = useState(NO_VALUES);
  const { busy, refusal, run } = useAct("channels");
  const change = (some: Partial<ShopValues>) => setValues((known) => ({ ...known, ...some }));
  const input = createInputOf(values, platform.platform);
  const missing = lacking(values, platform);
  const used = taken.includes(values.code.trim());
  const badCode = values.code !== "" && !createShopSchema.shape.code.safeParse(values.code.trim()).success;
  const ready = missing.length === 0 && !used && createShopSchema.safeParse(input).success;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => create(input));
    if (made) onMade(made);
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label={t("fields.name")}
            description={t("fields.name_hint")}
            required
            maxLength={120}
            data-autofocus
            value={values.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t("fields.code")}
            description={t("fields.code_hint")}
            required
            maxLength={63}
            value={values.code}
            error={used ? t("fields.code_taken") : badCode && t("fields.code_bad")}
            onChange={(event) => change({ code: event.currentTarget.value })}
          />
        </SimpleGrid>
        <AccessFields platform={platform} values={values} kept={null} onChange={change} />
        {missing.length > 0 && (
          <Alert color="orange">
            {t("fields.all_or_none", { names: missing.map((name) => (labels.has(name) ? labels(name) : name)).join(" · ") })}
          </Alert>
        )}
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t("back")}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready}>
            {t("connect")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
