import { shanghaiInstant } from "./shanghai-instant";

const HOUR_MS = 3_600_000;
/** "付款后7天内", "卖家承诺48小时内发货": counted from the payment. */
const WITHIN = /(\d{1,4})\s*(天|小时)/;

/**
 * The earliest promise to ship that a trade makes: an instant, words counted from the payment, or hours after it
 * (`consignInterval`). Null where there is none, or nothing was paid that it could be counted from.
 */
export function taobaoPromisedShipAt(input: { texts: readonly string[]; consignInterval: string; paidAt: string | null }): string | null {
  const { texts, consignInterval, paidAt } = input;
  const after = (hours: number) => (paidAt === null || hours <= 0 ? null : new Date(Date.parse(paidAt) + hours * HOUR_MS).toISOString());
  const promises = texts.map((text) => {
    const [, count, unit] = WITHIN.exec(text) ?? [];
    return shanghaiInstant(text) ?? (count === undefined ? null : after(Number(count) * (unit === "天" ? 24 : 1)));
  });
  const hours = /^\d+$/.test(consignInterval) ? after(Number(consignInterval)) : null;
  return [...promises, hours].filter((promise) => promise !== null).sort()[0] ?? null;
}
