import { createHash } from "node:crypto";

/** SHA-256 of a callback secret, hex: long random secrets need no slower hash. */
export function secretHashOf(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}
