import { createHash } from "node:crypto";

/** Sent along and not signed. */
const UNSIGNED = ["sign", "format", "sign_method"];

/** `sign` of a call: UPPER(MD5(secret + every signed parameter, sorted, name and value joined + secret)). */
export function jdSign(input: { secret: string; params: Readonly<Record<string, string>> }): string {
  const { secret, params } = input;
  const names = Object.keys(params).filter((name) => !UNSIGNED.includes(name));
  const text = names
    .sort()
    .map((name) => `${name}${params[name]}`)
    .join("");
  return createHash("md5").update(`${secret}${text}${secret}`, "utf8").digest("hex").toUpperCase();
}

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The timestamp of a call, to the millisecond: "2021-05-07 09:20:39.683+0800". */
export function jdTimestamp(date: Date): string {
  return `${new Date(date.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 23).replace("T", " ")}+0800`;
}
