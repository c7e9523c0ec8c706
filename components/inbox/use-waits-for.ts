import { useTranslations } from "next-intl";

/** What a parked push waits for, in words: "order:<shop id>:<number>", "shop:<shop id>" or "parcel:<number>". */
export function useWaitsFor(shops: ReadonlyMap<string, string>): (waitsFor: string) => string {
  const t = useTranslations("inbox.waits_for");
  return (waitsFor) => {
    const [kind = "", first = "", ...rest] = waitsFor.split(":");
    const shop = shops.get(first) ?? "";
    if (kind === "order") return t("order", { number: rest.join(":"), shop });
    if (kind === "shop") return t("shop", { shop });
    if (kind === "parcel") return t("parcel", { number: [first, ...rest].join(":") });
    return waitsFor;
  };
}
