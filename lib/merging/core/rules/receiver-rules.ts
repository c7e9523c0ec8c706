import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { proofKeys } from "../match-key";
import { fail, pass, type Rule } from "../rule";

/** Divisions as written in full: "上海路" and "重庆北路" are roads, "上海市" is not. */
const PROVINCES =
  /(?:北京|天津|上海|重庆)市|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|(?:香港|澳门)特别行政区/g;

/** Rules about where it goes. */
export const RECEIVER_RULES: readonly Rule[] = [
  {
    /** A shared token or a shared name + phone + address. Masked text that looks alike proves nothing: the answer is no. */
    name: "same_receiver",
    judge({ orders }) {
      const [first, ...rest] = orders.map((order) => proofKeys({ ...order, shopId: order.shop.id }).map(({ key }) => key));
      if ((first ?? []).some((key) => rest.every((keys) => keys.includes(key)))) return pass();
      const unknown = orders.filter((order) => order.receiverIndex === null);
      return unknown.length > 0 ? fail(unknown, { why: "unknown" }) : fail(orders, { why: "different" });
    },
  },
  {
    name: "one_province",
    judge({ orders }) {
      const torn = orders.filter((order) => provincesOf(order).length > 1);
      if (torn.length > 0) return fail(torn, { values: unique(torn.flatMap(provincesOf)) });
      const all = orders.flatMap(provincesOf);
      return new Set(all).size > 1 ? fail(orders, { values: unique(all) }) : pass({ values: unique(all) || "—" });
    },
  },
];

/** The province field, and every other province that the address names. */
function provincesOf({ content: { receiver } }: OrderSnapshot): string[] {
  const named = receiver.address.match(PROVINCES) ?? [];
  return [receiver.province, ...named.filter((name) => !sameProvince(name, receiver.province))].filter((name) => name !== "");
}

/** "广西" and "广西壮族自治区" are one. */
function sameProvince(a: string, b: string): boolean {
  return a.slice(0, 2) === b.slice(0, 2);
}

function unique(values: string[]): string {
  return [...new Set(values)].sort().join(" / ");
}
