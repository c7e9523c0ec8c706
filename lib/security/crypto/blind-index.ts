import { createHmac } from "node:crypto";
import { keyring } from "./keyring";

/** What an index is over; equal values under different purposes never meet. */
export type IndexPurpose = "phone" | "receiver" | "source" | "token" | "openid" | "unionid" | "platform_buyer_id" | "device" | "change";

/** HMAC-SHA256 over the normalised value, hex. Finds without revealing. */
export function blindIndexOf(purpose: IndexPurpose, value: string): string {
  return createHmac("sha256", keyring().index).update(`${purpose}\u0000${value}`, "utf8").digest("hex");
}
