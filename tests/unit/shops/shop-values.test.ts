import { expect, test } from "vitest";
import { createInputOf, lacking, NO_VALUES, updateInputOf } from "@/components/shops/shop-values";
import { createShopSchema, type PlatformView, updateShopSchema } from "@/lib/channels/core/shop-view";

const platform: PlatformView = {
  platform: "wechat_pay",
  pulls: true,
  feeds: false,
  tells_parcels: true,
  tells_notes: false,
  renews_token: true,
  credentials: [
    { name: "mchid", required: true, secret: false, multiline: false },
    { name: "api_v3_key", required: true, secret: true, multiline: false },
    { name: "consignor_contact", required: false, secret: false, multiline: false },
  ],
};

test("a new shop is made of what was entered, without the spaces pasted around it", () => {
  const input = createInputOf(
    { ...NO_VALUES, name: " 小店 ", code: "mini", app_secret: " s3 ", credentials: { mchid: " 1900 ", api_v3_key: "" } },
    "wechat_pay",
  );
  expect(createShopSchema.parse(input)).toMatchObject({ name: "小店", app_secret: "s3", credentials: { mchid: "1900" }, platform_shop_id: null });
});

test("credentials are given all or not at all: no credential is no fault, one without the others is", () => {
  expect(lacking(NO_VALUES, platform)).toEqual([]);
  expect(lacking({ ...NO_VALUES, credentials: { consignor_contact: "138****8000" } }, platform)).toEqual(["mchid", "api_v3_key"]);
  expect(lacking({ ...NO_VALUES, credentials: { mchid: "1900", api_v3_key: "k" } }, platform)).toEqual([]);
});

test("a change names only what was entered: a blank secret is not an empty one", () => {
  const before = { ...NO_VALUES, name: "小店", api_base_url: "http://127.0.0.1:1" };
  const shop = "0199c0de-0000-7000-8000-000000000001";
  expect(updateInputOf(before, before, shop)).toEqual({ shop_id: shop });
  const change = updateInputOf({ ...before, access_token: "new", api_base_url: "" }, before, shop);
  expect(updateShopSchema.parse(change)).toEqual({ shop_id: shop, access_token: "new", settings: { api_base_url: "" } });
});
