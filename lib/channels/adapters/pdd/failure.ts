import type { CallFailure, FailureKind } from "@/lib/channels/core/channel-adapter";

/** error_code → how the failure must be treated. Codes that are not here are a person's to look at. */
const BY_CODE: Readonly<Record<number, FailureKind>> = {
  10002: "shop_setup",
  10016: "shop_setup",
  10018: "shop_setup",
  10019: "token_expired",
  20004: "shop_setup",
  20005: "shop_setup",
  20031: "shop_setup",
  20032: "shop_setup",
  20034: "shop_setup",
  20035: "shop_setup",
  30000: "shop_setup",
  30001: "shop_setup",
  50000: "retryable",
  52001: "retryable",
  52002: "retryable",
  52101: "throttled",
  52102: "retryable",
  52103: "retryable",
  70031: "throttled",
};
/** The service behind the gateway: with a sub_msg it refused what we asked, without one it failed. */
const SERVICE_ERROR = 50001;
const PUBLIC_PARAMETER = 10001;

export type PddError = { error_code: number | null; error_msg: string; sub_code: string; sub_msg: string };

/** `error_response` → a failure that quotes it. */
export function pddFailure(error: PddError): CallFailure {
  const said = [error.error_code, error.sub_code, error.sub_msg || error.error_msg].filter((part) => part !== null && part !== "").join(" ");
  return { ok: false, kind: kindOf(error), reason: `Pinduoduo answered ${said}.` };
}

function kindOf({ error_code, error_msg, sub_msg }: PddError): FailureKind {
  if (/不存在|not.?(found|exist)/i.test(`${sub_msg} ${error_msg}`)) return "not_found";
  if (error_code === SERVICE_ERROR) return sub_msg === "" ? "retryable" : "refused";
  // A wrong clock passes; any other public parameter is ours to repair.
  if (error_code === PUBLIC_PARAMETER && /timestamp/i.test(error_msg)) return "retryable";
  return BY_CODE[error_code ?? 0] ?? "refused";
}
