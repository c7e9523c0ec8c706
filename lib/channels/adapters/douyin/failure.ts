import type { CallFailure, FailureKind } from "@/lib/channels/core/channel-adapter";

export type DouyinRefusal = { code: number | null; sub_code: string; message: string };

/** What a refusal says → how it must be treated; the first rule that fits decides. */
const RULES: readonly [RegExp, FailureKind][] = [
  [/access.?token.*(expire|exist|invalid)|token.*(过期|失效)/i, "token_expired"],
  [/timestamp/i, "retryable"],
  [/^8\d{4} |rate.?limit|call.?limit|限流|频繁/i, "throttled"],
  [/^2\d{4} /, "retryable"],
  [/^[34]\d{4} /, "shop_setup"],
  [/不存在|not.?(found|exist)/i, "not_found"],
];

/** Codes: 2xxxx the platform failed, 3xxxx and 4xxxx token or application, 5xxxx business, 8xxxx its rate limit. */
export function douyinFailure({ code, sub_code, message }: DouyinRefusal): CallFailure {
  const said = [code ?? "?", sub_code, message].filter((part) => part !== "").join(" ");
  const kind = RULES.find(([pattern]) => pattern.test(said))?.[1] ?? "refused";
  return { ok: false, kind, reason: `The platform answered ${said}.` };
}
