import { createHash, timingSafeEqual } from "node:crypto";

/** `data_digest` of a LINK call: base64 of the raw MD5(logistics_interface + secret), not of its hex text. */
export function cainiaoDigest(logisticsInterface: string, secret: string): string {
  return createHash("md5")
    .update(logisticsInterface + secret, "utf8")
    .digest("base64");
}

export function isCainiaoDigest(input: { logisticsInterface: string; secret: string; digest: string }): boolean {
  const expected = Buffer.from(cainiaoDigest(input.logisticsInterface, input.secret), "latin1");
  const given = Buffer.from(input.digest, "latin1");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
