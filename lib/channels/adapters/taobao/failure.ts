import type { CallFailure, FailureKind } from "@/lib/channels/core/channel-adapter";
import type { TopError } from "./payloads";

/** 25 and 29: signature or app key; 26: nobody authorised us; 11 and 12: the app lacks the permission. */
const SETUP_CODES = ["11", "12", "24", "25", "26", "28", "29"];
/** 10: service unavailable; 31: their clock and ours differ, which heals with the clock. */
const RETRYABLE_CODES = ["10", "31"];
const INVALID_SESSION = "27";
const CALL_LIMITED = "7";
const NOT_FOUND = ["isv.trade-not-exist", "isv.logistics-offline-service-error:B01", "isv.logistics-online-service-error:B01"];

/** What a refusal of the router asks for; quotes the platform, which names no buyer in it. */
export function topFailure(error: TopError): CallFailure {
  const { code, msg, sub_code, sub_msg } = error;
  const said = [code, sub_code, sub_msg || msg].filter((part) => part !== "").join(" ");
  const kind = kindOf(code, sub_code);
  const pause = kind === "throttled" ? /last for (\d+) more seconds/.exec(sub_msg)?.[1] : undefined;
  return {
    ok: false,
    kind,
    reason: `Taobao answered ${said}.`,
    ...(pause === undefined ? {} : { retryAfterMs: Number(pause) * 1000 }),
  };
}

function kindOf(code: string, subCode: string): FailureKind {
  if (code === CALL_LIMITED || subCode.startsWith("accesscontrol.limited-by") || subCode === "isp.call-limited") return "throttled";
  if (NOT_FOUND.includes(subCode)) return "not_found";
  if (code === INVALID_SESSION || subCode === "session-expired" || subCode === "isv.invalid-session") return "token_expired";
  if (subCode === "isv.invalid-signature" || subCode.startsWith("isv.permission")) return "shop_setup";
  if (subCode.startsWith("isp.") || RETRYABLE_CODES.includes(code)) return "retryable";
  return SETUP_CODES.includes(code) ? "shop_setup" : "refused";
}
