import type { CreateShopInput, PlatformView, UpdateShopInput } from "@/lib/channels/core/shop-view";
import type { Platform } from "@/lib/shared/platform";

/** What the forms hold of a shop: every field as text, blank where nothing was entered. */
export type ShopValues = {
  name: string;
  code: string;
  app_key: string;
  app_secret: string;
  access_token: string;
  refresh_token: string;
  platform_shop_id: string;
  api_base_url: string;
  feed_url: string;
  credentials: Record<string, string>;
};

export const NO_VALUES: ShopValues = {
  name: "",
  code: "",
  app_key: "",
  app_secret: "",
  access_token: "",
  refresh_token: "",
  platform_shop_id: "",
  api_base_url: "",
  feed_url: "",
  credentials: {},
};

/** Required credentials that are blank while others are given: all or none. */
export function lacking(values: ShopValues, platform: PlatformView): string[] {
  const given = filled(values.credentials);
  if (Object.keys(given).length === 0) return [];
  return platform.credentials.filter(({ name, required }) => required && !given[name]).map(({ name }) => name);
}

/** A new shop of what was entered. */
export function createInputOf(values: ShopValues, platform: Platform): CreateShopInput {
  const { name, code, app_key, app_secret, access_token, refresh_token, platform_shop_id, api_base_url, feed_url } = trimmed(values);
  const credentials = filled(values.credentials);
  return {
    platform,
    name,
    code,
    app_key,
    app_secret,
    access_token,
    refresh_token,
    ...(Object.keys(credentials).length === 0 ? {} : { credentials }),
    platform_shop_id: platform_shop_id || null,
    settings: { api_base_url, feed_url },
  };
}

/** Only what was entered: a secret left blank stays as it is. */
export function updateInputOf(values: ShopValues, before: ShopValues, shop: string): UpdateShopInput {
  const { name, app_key, app_secret, access_token, refresh_token, platform_shop_id, api_base_url, feed_url } = trimmed(values);
  const credentials = filled(values.credentials);
  const settings = {
    ...(api_base_url === before.api_base_url ? {} : { api_base_url }),
    ...(feed_url === before.feed_url ? {} : { feed_url }),
  };
  return {
    shop_id: shop,
    ...(name === before.name ? {} : { name }),
    ...(app_key === "" ? {} : { app_key }),
    ...(app_secret === "" ? {} : { app_secret }),
    ...(access_token === "" ? {} : { access_token }),
    ...(refresh_token === "" ? {} : { refresh_token }),
    ...(platform_shop_id === "" ? {} : { platform_shop_id }),
    ...(Object.keys(credentials).length === 0 ? {} : { credentials }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
}

function filled(credentials: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(credentials)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ""),
  );
}

function trimmed({ credentials: _, ...texts }: ShopValues): Omit<ShopValues, "credentials"> {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value.trim()])) as Omit<ShopValues, "credentials">;
}
