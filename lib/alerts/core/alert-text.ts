import { toShanghai } from "@/lib/shared/clock";
import type { AlertRule } from "./alert-rule";

/** One text for the console, the mail and the robot: they must not tell three stories. */
export const ALERT_LOCALES = ["zh-CN", "en"] as const;
export type AlertLocale = (typeof ALERT_LOCALES)[number];
export type AlertDetail = Readonly<Record<string, string | number | null>>;

type Words = { title: string; sentence(value: (name: string) => string): string };

const zh: Record<AlertRule, Words> = {
  order_stuck: { title: "订单停滞", sentence: (v) => `${v("shop")} 订单 ${v("order")} 停在“${v("stage")}”，自 ${v("since")} 起没有进展` },
  shop_silent: { title: "店铺没有消息", sentence: (v) => `${v("shop")} 自 ${v("since")} 起没有任何推送或拉单` },
  coverage_gap: { title: "拉单缺口", sentence: (v) => `${v("shop")} ${v("from")} 至 ${v("to")} 没有拉到订单` },
  dead_letter: { title: "无法处理的消息", sentence: (v) => `${v("shop")} ${v("topic")}：${v("reason")}` },
  write_back_stopped: { title: "回传失败", sentence: (v) => `${v("shop")} 订单 ${v("order")} 的 ${v("what")} 没能告诉平台：${v("reason")}` },
  breaker_open: { title: "平台接口熔断", sentence: (v) => `${v("shop")} 的平台接口连续失败，已暂停调用：${v("reason")}` },
  token_expired: { title: "授权失效", sentence: (v) => `${v("shop")} 的授权已失效，需要重新授权` },
  webhook_disabled: { title: "对外推送已停用", sentence: (v) => `${v("url")} 自 ${v("since")} 起一直失败，已停用` },
};

const en: Record<AlertRule, Words> = {
  order_stuck: { title: "Order stuck", sentence: (v) => `${v("shop")}: order ${v("order")} has stood in "${v("stage")}" since ${v("since")}` },
  shop_silent: { title: "Shop silent", sentence: (v) => `${v("shop")}: no push and no pull since ${v("since")}` },
  coverage_gap: { title: "Gap in pulls", sentence: (v) => `${v("shop")}: nothing was pulled from ${v("from")} to ${v("to")}` },
  dead_letter: { title: "Message that cannot be used", sentence: (v) => `${v("shop")} ${v("topic")}: ${v("reason")}` },
  write_back_stopped: {
    title: "Platform not told",
    sentence: (v) => `${v("shop")}: ${v("what")} of order ${v("order")} could not be told to the platform: ${v("reason")}`,
  },
  breaker_open: { title: "Platform calls stopped", sentence: (v) => `${v("shop")}: its platform failed again and again, calls rest: ${v("reason")}` },
  token_expired: { title: "Authorisation ended", sentence: (v) => `${v("shop")}: its authorisation has ended and must be given anew` },
  webhook_disabled: { title: "Webhook switched off", sentence: (v) => `${v("url")} has failed since ${v("since")} and was switched off` },
};

const WORDS: Record<AlertLocale, Record<AlertRule, Words>> = { "zh-CN": zh, en };
const STAGES: Record<AlertLocale, Record<string, string>> = {
  "zh-CN": { paid: "待审核", ready_to_ship: "待发货", partially_shipped: "部分发货", shipped: "已发货" },
  en: { paid: "in review", ready_to_ship: "to ship", partially_shipped: "partly shipped", shipped: "shipped" },
};
/** Instants of a detail, told in Shanghai time to the minute. */
const INSTANTS: readonly string[] = ["since", "from", "to"];

export function alertTitle(rule: AlertRule, locale: AlertLocale): string {
  return WORDS[locale][rule].title;
}

/** What happened, in one sentence without a full stop. A value that is missing is told as "–", never left out. */
export function alertSentence(input: { rule: AlertRule; detail: AlertDetail; locale: AlertLocale }): string {
  const { rule, detail, locale } = input;
  return WORDS[locale][rule].sentence((name) => {
    const value = detail[name];
    if (value === null || value === undefined || value === "") return "–";
    if (name === "stage") return STAGES[locale][String(value)] ?? String(value);
    return INSTANTS.includes(name) ? toShanghai(new Date(value)).slice(5, 16) : String(value);
  });
}
