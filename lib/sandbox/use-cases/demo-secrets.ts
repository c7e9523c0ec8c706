import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import { DEMO_SHOPS, type DemoShop } from "../core/demo-shops";

/** What a demo shop and its platform know of each other. */
export type ShopSecret = {
  appKey: string;
  appSecret: string;
  accessToken: string;
  refreshToken: string;
  /** What this platform wants beside key, secret and token; WeChat Pay's public key comes with its server. */
  credentials: Record<string, string>;
};

/** The courier callback secret and salt, and each shop's application. */
export type DemoSecrets = { courierSecret: string; courierSalt: string; shops: Record<string, ShopSecret> };

/** Derived from this installation's key, so that a restarted sandbox signs as before and nothing is kept. */
export function demoSecrets(): DemoSecrets {
  return {
    courierSecret: derive("courier").slice(0, 40),
    courierSalt: derive("courier salt").slice(0, 16),
    shops: Object.fromEntries(DEMO_SHOPS.map((shop) => [shop.code, shopSecret(shop)])),
  };
}

function derive(name: string): string {
  return blindIndexOf("token", `sandbox secret:${name}`);
}

function shopSecret(shop: DemoShop): ShopSecret {
  const { code } = shop;
  return {
    appKey: `7${digits(derive(`${code} app`))}`,
    appSecret: derive(code),
    accessToken: derive(`${code} access`).slice(0, 32),
    refreshToken: derive(`${code} refresh`).slice(0, 32),
    credentials: credentialsOf(shop),
  };
}

function credentialsOf({ code, platform }: DemoShop): Record<string, string> {
  if (platform !== "wechat_channels" && platform !== "wechat_pay") return {};
  const messages = {
    message_token: derive(`${code} message token`).slice(0, 24),
    // 32 bytes in base64 without its padding, as WeChat hands it out.
    encoding_aes_key: Buffer.from(derive(`${code} aes`).slice(0, 64), "hex")
      .toString("base64")
      .slice(0, 43),
  };
  if (platform === "wechat_channels") return messages;
  return { ...messages, mchid: "1900000001", api_v3_key: derive(`${code} v3`).slice(0, 32), consignor_contact: "138****8000" };
}

/** Eighteen digits, as a platform's application number has. */
function digits(hex: string): string {
  return BigInt(`0x${hex.slice(0, 16)}`)
    .toString()
    .padStart(20, "0")
    .slice(-18);
}
