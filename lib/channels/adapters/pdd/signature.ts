import { createHash } from "node:crypto";

/** A parameter as the caller means it; nothing is sent for undefined. */
export type PddValue = string | number | boolean | readonly unknown[] | Record<string, unknown>;

/** As it is signed and sent: text as it is, everything else as JSON. */
export function pddText(value: PddValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `sign` of a call: UPPER(MD5(secret + sorted name and value + secret)) over every parameter but itself. */
export function pddSign(input: { secret: string; params: Readonly<Record<string, string>> }): string {
  const names = Object.keys(input.params).filter((name) => name !== "sign");
  const text = names
    .sort()
    .map((name) => `${name}${input.params[name]}`)
    .join("");
  return createHash("md5").update(`${input.secret}${text}${input.secret}`, "utf8").digest("hex").toUpperCase();
}

/** The last part of the message feed's address: base64 of the hex digest, escaped for a path. */
export function pmcSign(input: { clientId: string; ms: string; secret: string }): string {
  const digest = createHash("md5").update(`${input.clientId}${input.ms}${input.secret}`, "utf8").digest("hex");
  return encodeURIComponent(Buffer.from(digest, "latin1").toString("base64"));
}
