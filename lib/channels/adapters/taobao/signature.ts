import { createHash, createHmac } from "node:crypto";

export type TopSignMethod = "md5" | "hmac";

/** What is signed: every parameter but `sign`, sorted by name, name and value joined without anything between. */
function joined(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .filter((name) => name !== "sign")
    .sort()
    .map((name) => `${name}${params[name]}`)
    .join("");
}

/** `sign` of a call to the router: UPPER(MD5(secret + text + secret)), or UPPER(HMAC-MD5(secret, text)). */
export function topSign(input: { secret: string; params: Readonly<Record<string, string>>; signMethod: TopSignMethod }): string {
  const { secret, params, signMethod } = input;
  const text = joined(params);
  const hash = signMethod === "hmac" ? createHmac("md5", secret).update(text, "utf8") : createHash("md5").update(`${secret}${text}${secret}`, "utf8");
  return hash.digest("hex").toUpperCase();
}

/** `sign` of a TMC connection: MD5 over app_key, group_name and timestamp (ms) only. */
export function tmcSign(input: { appKey: string; appSecret: string; groupName: string; timestamp: string }): string {
  const { appKey, appSecret, groupName, timestamp } = input;
  return topSign({ secret: appSecret, params: { app_key: appKey, group_name: groupName, timestamp }, signMethod: "md5" });
}
