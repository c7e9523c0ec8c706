import { createHash, timingSafeEqual } from "node:crypto";

/** `DataSign` of a push: base64 of the hex text of MD5(RequestData + AppKey). */
export function kdniaoSign(requestData: string, appKey: string): string {
  const hex = createHash("md5")
    .update(requestData + appKey, "utf8")
    .digest("hex");
  return Buffer.from(hex, "latin1").toString("base64");
}

export function isKdniaoSign(input: { requestData: string; appKey: string; sign: string }): boolean {
  const expected = Buffer.from(kdniaoSign(input.requestData, input.appKey), "latin1");
  const given = Buffer.from(input.sign, "latin1");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
