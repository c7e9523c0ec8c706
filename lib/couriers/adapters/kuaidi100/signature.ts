import { createHash, timingSafeEqual } from "node:crypto";

/** `sign` of a push: UPPER(MD5(param + salt)); an empty salt still signs. */
export function kuaidi100Sign(param: string, salt: string): string {
  return createHash("md5")
    .update(param + salt, "utf8")
    .digest("hex")
    .toUpperCase();
}

export function isKuaidi100Sign(input: { param: string; salt: string; sign: string }): boolean {
  const expected = Buffer.from(kuaidi100Sign(input.param, input.salt), "latin1");
  const given = Buffer.from(input.sign.trim().toUpperCase(), "latin1");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
