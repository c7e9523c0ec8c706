import type { CallFailure, FailureKind } from "@/lib/channels/core/channel-adapter";
import type { JdError, JdResult } from "./payloads";

/** The gateway's own numbers: 19 the token; 12, 21 and 24 signature, application and permission; 65 to 67 its back end. */
const BY_CODE: Readonly<Record<string, FailureKind>> = {
  "2": "throttled",
  "8": "retryable",
  "12": "shop_setup",
  "16": "shop_setup",
  "18": "shop_setup",
  "19": "token_expired",
  "21": "shop_setup",
  "22": "throttled",
  "24": "shop_setup",
  "43": "retryable",
  "65": "retryable",
  "66": "retryable",
  "67": "retryable",
};

/** JD's numbers differ between generations of the gateway; its words do not. */
const BY_WORDS: readonly [RegExp, FailureKind][] = [
  [/access_?token.*(过期|无效|不存在|expired|invalid)|(无效|过期|invalid|expired).*access_?token/i, "token_expired"],
  [/频率|次数超限|限流|too many|limit/i, "throttled"],
  [/签名|app_?key|无权|未授权|permission|signature/i, "shop_setup"],
  [/超时|稍后|繁忙|系统(处理)?(错误|异常)|timed? ?out|时间戳|timestamp/i, "retryable"],
  [/订单.*不存在|不存在.*订单|not exist/i, "not_found"],
];

/** A refusal of the gateway: the words decide where they can, the number where they cannot. */
export function jdGatewayFailure(error: JdError): CallFailure {
  const words = error.zh_desc || error.en_desc;
  const kind = kindOfWords(words) ?? BY_CODE[error.code] ?? "refused";
  return { ok: false, kind, reason: `JD answered ${[error.code, words].filter((part) => part !== "").join(" ")}.` };
}

/** A refusal inside an answer that was well formed. */
export function jdResultFailure(result: JdResult): CallFailure {
  const words = result.chineseErrCode || result.englishErrCode;
  const said = [result.numberCode || result.errorCode, words].filter((part) => part !== "").join(" ");
  return { ok: false, kind: kindOfWords(words) ?? "refused", reason: `JD answered ${said || "without a reason"}.` };
}

function kindOfWords(words: string): FailureKind | undefined {
  return BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}
