import { createHash } from "node:crypto";

/**
 * Signatures of calls the product does not make: SF's own API, Douyin's inbound SPI, and two ERPs. They are kept right
 * against the published vectors for the day it does.
 */
const md5 = (text: string) => createHash("md5").update(text, "utf8");

function sortedPairs(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .sort()
    .map((name) => `${name}${params[name]}`)
    .join("");
}

/** base64 of the raw MD5 over the URL-encoded msgData + timestamp + checkword. */
export function sfMsgDigest(input: { msgData: string; timestamp: string; checkword: string }): string {
  return md5(encodeURIComponent(input.msgData + input.timestamp + input.checkword)).digest("base64");
}

/** As a request's sign, without method and v. */
export function douyinSpiSign(input: { secret: string; params: { app_key: string; param_json: string; timestamp: string } }): string {
  const { app_key, param_json, timestamp } = input.params;
  return md5(`${input.secret}app_key${app_key}param_json${param_json}timestamp${timestamp}${input.secret}`).digest("hex");
}

/** 聚水潭: the secret stands only in front. */
export function jushuitanSign(secret: string, params: Readonly<Record<string, string>>): string {
  return md5(secret + sortedPairs(params)).digest("hex");
}

/** 旺店通旗舰版: `body` and `salt` are signed as parameters. */
export function wangdiantongSign(secret: string, params: Readonly<Record<string, string>>): string {
  return md5(secret + sortedPairs(params) + secret).digest("hex");
}
