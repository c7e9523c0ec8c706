import type { AlertRule } from "./alert-rule";
import { type AlertDetail, type AlertLocale, alertSentence, alertTitle } from "./alert-text";

export type DigestAlert = { id: string; rule: AlertRule; detail: AlertDetail; openedAt: Date };

/** A mail can be long, a robot's message cannot: what does not fit is counted, and stands in the console whole. */
export type Digest = { subject: string; lines: string[] };

type Group = { rule: AlertRule; alerts: DigestAlert[] };

/** All alerts of one message, grouped by what happened, the fewest first: the rare one must not drown among the many. Pure. */
export function digestOf(input: { alerts: readonly DigestAlert[]; locale: AlertLocale; consoleUrl: string }): Digest {
  const { alerts, locale, consoleUrl } = input;
  const groups = groupsOf(alerts);
  const zh = locale === "zh-CN";
  const heads = groups.map(({ rule, alerts: of }) => `${alertTitle(rule, locale)} ${of.length}`);
  return {
    subject: zh ? `【通单】${heads.join("，")}` : `[Tongdan] ${heads.join(", ")}`,
    lines: [
      ...groups.flatMap(({ rule, alerts: of }) => [
        `${alertTitle(rule, locale)} (${of.length})`,
        ...of.map((alert) => `- ${alertSentence({ rule, detail: alert.detail, locale })}`),
      ]),
      ...(consoleUrl === "" ? [] : [zh ? `处理：${consoleUrl}/alerts` : `Handle them: ${consoleUrl}/alerts`]),
    ],
  };
}

/** The digest cut to `maxBytes` of UTF-8: whole lines only, every group keeps its heading, the last line says how many are left out. */
export function digestText(input: { alerts: readonly DigestAlert[]; locale: AlertLocale; consoleUrl: string; maxBytes: number }): string {
  const { alerts, locale, maxBytes } = input;
  for (let perGroup = alerts.length; ; perGroup = Math.floor(perGroup / 2)) {
    const text = shortened({ ...input, perGroup });
    if (byteLength(text) <= maxBytes) return text;
    if (perGroup === 0) return cut(text, maxBytes, locale);
  }
}

function shortened(input: { alerts: readonly DigestAlert[]; locale: AlertLocale; consoleUrl: string; perGroup: number }): string {
  const { alerts, locale, consoleUrl, perGroup } = input;
  const zh = locale === "zh-CN";
  const lines = groupsOf(alerts).flatMap(({ rule, alerts: of }) => {
    const left = of.length - perGroup;
    return [
      `${alertTitle(rule, locale)} (${of.length})`,
      ...of.slice(0, perGroup).map((alert) => `- ${alertSentence({ rule, detail: alert.detail, locale })}`),
      ...(left > 0 ? [zh ? `- 另有 ${left} 条` : `- and ${left} more`] : []),
    ];
  });
  return [...lines, ...(consoleUrl === "" ? [] : [`${consoleUrl}/alerts`])].join("\n");
}

function groupsOf(alerts: readonly DigestAlert[]): Group[] {
  const groups = new Map<AlertRule, DigestAlert[]>();
  for (const alert of alerts) groups.set(alert.rule, [...(groups.get(alert.rule) ?? []), alert]);
  return [...groups]
    .map(([rule, of]) => ({ rule, alerts: [...of].sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime()) }))
    .sort((a, b) => a.alerts.length - b.alerts.length || (a.rule < b.rule ? -1 : 1));
}

function cut(text: string, maxBytes: number, locale: AlertLocale): string {
  const mark = locale === "zh-CN" ? "…（余下见通单）" : "… (more in Tongdan)";
  let kept = text;
  while (byteLength(kept + mark) > maxBytes) kept = kept.slice(0, -1);
  return kept + mark;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
