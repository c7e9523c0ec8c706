import { PasswordInput, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { PlatformView } from "@/lib/channels/core/shop-view";
import type { ShopValues } from "./shop-values";

type FieldsProps = {
  platform: PlatformView;
  values: ShopValues;
  /** What is kept already: a blank field leaves it. Null for a new shop. */
  kept: { app_key: boolean; access_token: boolean; refresh_token: boolean; credentials: string[] } | null;
  onChange: (some: Partial<ShopValues>) => void;
};

/** These ask for tokens of their own by key and secret; nobody has to enter one. */
const OWN_TOKENS: readonly PlatformView["platform"][] = ["wechat_pay", "wechat_channels", "generic"];

/** What the platform wants to know of a shop, by what its adapter says it asks for. Secrets are never shown again. */
export function AccessFields({ platform, values, kept, onChange }: FieldsProps) {
  const t = useTranslations("shops.fields");
  const labels = useTranslations("channels.credentials");
  const hold = (given: boolean) => (kept === null ? undefined : t(given ? "kept" : "blank"));
  const secret = (name: "app_secret" | "access_token" | "refresh_token", given: boolean) => (
    <PasswordInput
      key={name}
      label={t(name)}
      placeholder={hold(given)}
      required={name === "app_secret" && kept === null}
      maxLength={400}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ "aria-label": t("show") }}
      value={values[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t(`app_keys.${platform.platform}`)}
          placeholder={hold(kept?.app_key ?? false)}
          maxLength={200}
          autoComplete="off"
          value={values.app_key}
          onChange={(event) => onChange({ app_key: event.currentTarget.value })}
        />
        {secret("app_secret", true)}
        {!OWN_TOKENS.includes(platform.platform) && secret("access_token", kept?.access_token ?? false)}
        {!OWN_TOKENS.includes(platform.platform) && platform.renews_token && secret("refresh_token", kept?.refresh_token ?? false)}
      </SimpleGrid>
      {platform.credentials.map(({ name, required, secret: hidden, multiline }) => {
        const shared = {
          label: labels.has(name) ? labels(name) : name,
          placeholder: hold(kept?.credentials.includes(name) ?? false),
          withAsterisk: required,
          autoComplete: hidden ? "new-password" : "off",
          value: values.credentials[name] ?? "",
          onChange: (event: { currentTarget: { value: string } }) =>
            onChange({ credentials: { ...values.credentials, [name]: event.currentTarget.value } }),
        };
        if (multiline) return <Textarea key={name} {...shared} autosize minRows={3} maxRows={10} />;
        return hidden ? (
          <PasswordInput key={name} {...shared} visibilityToggleButtonProps={{ "aria-label": t("show") }} />
        ) : (
          <TextInput key={name} {...shared} />
        );
      })}
      <AddressFields platform={platform} values={values} onChange={onChange} />
    </>
  );
}

function AddressFields({ platform, values, onChange }: Omit<FieldsProps, "kept">) {
  const t = useTranslations("shops.fields");
  return (
    <>
      <TextInput
        label={t("platform_shop_id")}
        description={t("platform_shop_id_hint")}
        maxLength={60}
        autoComplete="off"
        value={values.platform_shop_id}
        onChange={(event) => onChange({ platform_shop_id: event.currentTarget.value })}
      />
      {platform.pulls && (
        <TextInput
          label={t("api_base_url")}
          description={t("api_base_url_hint")}
          type="url"
          autoComplete="off"
          value={values.api_base_url}
          onChange={(event) => onChange({ api_base_url: event.currentTarget.value })}
        />
      )}
      {platform.feeds && (
        <TextInput
          label={t("feed_url")}
          description={t("feed_url_hint")}
          autoComplete="off"
          value={values.feed_url}
          onChange={(event) => onChange({ feed_url: event.currentTarget.value })}
        />
      )}
    </>
  );
}
