import { useFormatter } from "next-intl";

/** Fen as yuan with two decimals; the currency stands once, in the header above. */
export function Yuan({ amount }: { amount: number }) {
  const format = useFormatter();
  const text = format.number(amount / 100, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return <span style={{ fontVariantNumeric: "tabular-nums" }}>{text}</span>;
}
