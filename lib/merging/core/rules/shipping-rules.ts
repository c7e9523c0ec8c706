import { BUYER_CHOSEN_SERVICE, FLAGS, TEMPERATURE_FLAGS } from "../flags";
import { POLICY } from "../policy";
import { allSame, fail, hasFlag, noneMay, pass, type Rule } from "../rule";

/** Rules about the parcel: where it leaves from, how it travels, what fits and by when. */
export const SHIPPING_RULES: readonly Rule[] = [
  allSame("one_warehouse", (order) => order.content.warehouse),
  allSame("one_temperature_class", (order) => flagsOf(order.content.flags, TEMPERATURE_FLAGS)),
  allSame("one_carrier", (order) => order.content.carrier),
  noneMay("no_buyer_chosen_service", (order) => order.content.flags.some((flag) => BUYER_CHOSEN_SERVICE.includes(flag))),
  noneMay("not_platform_shipped", (order) => hasFlag(order, FLAGS.platformShipped)),
  noneMay("not_already_split", (order) => hasFlag(order, FLAGS.alreadySplit)),
  noneMay("not_in_another_group", (order, { groupId }) => order.shipmentGroupId !== null && order.shipmentGroupId !== groupId),
  noneMay("not_printed", (order) => order.printedAt !== null),
  {
    name: "within_caps",
    judge({ orders }) {
      const pieces = orders.reduce((sum, order) => sum + openLines(order.content.lines).reduce((n, line) => n + line.quantity, 0), 0);
      const grams = orders.reduce((sum, order) => sum + weightOf(order.content.custom), 0);
      const params = { count: orders.length, pieces, kilograms: grams / 1000, max_orders: POLICY.maxOrders, max_pieces: POLICY.maxPieces };
      const fits = orders.length <= POLICY.maxOrders && pieces <= POLICY.maxPieces && grams <= POLICY.maxWeightGrams;
      return fits ? pass(params) : fail(orders, params);
    },
  },
  {
    name: "deadline_allows_waiting",
    judge({ orders, now }) {
      const buffers = orders.flatMap((order) => (order.status === "paid" && order.bufferUntil ? [order.bufferUntil.getTime()] : []));
      const leaves = Math.max(now.getTime(), ...buffers) + POLICY.deadlineMarginMinutes * 60_000;
      const late = orders.filter((order) => order.promisedShipAt !== null && order.promisedShipAt.getTime() < leaves);
      return late.length > 0 ? fail(late, { leaves: new Date(leaves).toISOString() }) : pass();
    },
  },
  {
    name: "one_province",
    judge({ orders }) {
      const provinces = [...new Set(orders.map((order) => order.content.receiver.province).filter((text) => text !== ""))];
      return provinces.length > 1 ? fail(orders, { values: provinces.join(" / ") }) : pass({ values: provinces[0] ?? "" });
    },
  },
];

function flagsOf(flags: readonly string[], known: readonly string[]): string {
  return flags.filter((flag) => known.includes(flag)).sort().join("+");
}

function openLines<T extends { cancelled: boolean }>(lines: readonly T[]): T[] {
  return lines.filter((line) => !line.cancelled);
}

function weightOf(custom: Record<string, unknown>): number {
  const grams = custom.weight_grams;
  return typeof grams === "number" && grams > 0 ? grams : 0;
}
