import type { CallFailure, FailureKind } from "@/lib/channels/core/channel-adapter";

/** errcode → how the failure must be treated. Codes that are not here are a person's to look at. */
const BY_CODE: Readonly<Record<number, FailureKind>> = {
  [-1]: "retryable",
  40001: "token_expired",
  40014: "token_expired",
  42001: "token_expired",
  42007: "token_expired",
  41001: "token_expired",
  // The secret, the appid, the list of addresses and the rights of the application.
  40013: "shop_setup",
  40125: "shop_setup",
  40164: "shop_setup",
  41002: "shop_setup",
  41004: "shop_setup",
  48001: "shop_setup",
  50002: "shop_setup",
  61003: "shop_setup",
  61007: "shop_setup",
  45009: "throttled",
  45011: "throttled",
  // Mini-program order shipping.
  10060001: "not_found",
  10060012: "retryable",
  10060019: "retryable",
};
/** The stable token's own limits: 5,000 calls a minute, 20 forced renewals a day. */
const TOKEN_FETCH_FAILED = 40243;

/** A WeChat answer with an errcode other than 0 → a failure that quotes it. */
export function wechatFailure(answer: { errcode: number; errmsg: string }): CallFailure {
  // errmsg ends in "rid: …", which only WeChat's support can use, and differs in every answer.
  const said = `${answer.errcode} ${answer.errmsg.replace(/\s*rid:.*$/s, "")}`.trim();
  return { ok: false, kind: kindOf(answer), reason: `WeChat answered ${said}.` };
}

function kindOf({ errcode, errmsg }: { errcode: number; errmsg: string }): FailureKind {
  if (errcode === TOKEN_FETCH_FAILED) return "throttled";
  const known = BY_CODE[errcode];
  if (known) return known;
  return /不存在|not.?(found|exist)/i.test(errmsg) ? "not_found" : "refused";
}
