import { createHash } from "node:crypto";

/** Tokens are 256 random bits, so a plain SHA-256 keeps them as safe as a slow hash would. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}
