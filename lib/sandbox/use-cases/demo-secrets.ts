import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import { DEMO_SHOPS } from "../core/demo-shops";

/** What a demo shop signs with. */
export type ShopSecret = { appKey: string; appSecret: string };

/** The courier callback secret and salt, and each shop's application. */
export type DemoSecrets = { courierSecret: string; courierSalt: string; shops: Record<string, ShopSecret> };

/** Derived from this installation's key, so that a restarted sandbox signs as before and nothing is kept. */
export function demoSecrets(): DemoSecrets {
  const derive = (name: string) => blindIndexOf("token", `sandbox secret:${name}`);
  const shops = DEMO_SHOPS.map(({ code }) => [code, { appKey: `7${digits(derive(`${code} app`))}`, appSecret: derive(code) }] as const);
  return {
    courierSecret: derive("courier").slice(0, 40),
    courierSalt: derive("courier salt").slice(0, 16),
    shops: Object.fromEntries(shops),
  };
}

/** Eighteen digits, as a platform's application number has. */
function digits(hex: string): string {
  return BigInt(`0x${hex.slice(0, 16)}`)
    .toString()
    .padStart(20, "0")
    .slice(-18);
}
