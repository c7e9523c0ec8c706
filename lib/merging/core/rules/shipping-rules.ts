import { itemCount } from "@/lib/orders/core/order-content";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { BUYER_CHOSEN_SERVICE, FLAGS, TEMPERATURE_FLAGS } from "../flags";
import { POLICY } from "../policy";
import { allSame, fail, hasFlag, noneDiffer, noneMay, pass, type Rule } from "../rule";

/** Rules about the parcel: where it leaves from, how it travels, what fits and by when. */
export const SHIPPING_RULES: readonly Rule[] = [
  noneDiffer("one_warehouse", (order) => order.content.warehouse),
  allSame("one_temperature_class", (order) => flagsOf(order, TEMPERATURE_FLAGS)),
  noneDiffer("one_carrier", (order) => order.content.carrier),
  noneMay(
    "no_buyer_chosen_service",
    (order) => flagsOf(order, BUYER_CHOSEN_SERVICE) !== "",
    (order) => flagsOf(order, BUYER_CHOSEN_SERVICE),
  ),
  noneMay("not_platform_shipped", (order) => hasFlag(order, FLAGS.platformShipped)),
  noneMay("not_already_split", (order) => hasFlag(order, FLAGS.alreadySplit)),
  noneMay("not_in_another_group", (order, { groupId }) => order.shipmentGroupId !== null && order.shipmentGroupId !== groupId),
  noneMay("not_printed", (order) => order.printedAt !== null),
  {
    name: "within_caps",
    judge({ orders }) {
      const pieces = orders.reduce((sum, order) => sum + itemCount(order.content.lines), 0);
      const grams = total(orders, "weight_grams");
      const litres = total(orders, "volume_cm3") / 1000;
      const { maxOrders, maxPieces, maxWeightGrams, maxLitres } = POLICY;
      const params = {
        count: orders.length,
        pieces,
        kilograms: grams / 1000,
        litres,
        max_orders: maxOrders,
        max_pieces: maxPieces,
        max_kilograms: maxWeightGrams / 1000,
        max_litres: maxLitres,
      };
      const fits = orders.length <= maxOrders && pieces <= maxPieces && grams <= maxWeightGrams && litres <= maxLitres;
      return fits ? pass(params) : fail(orders, params);
    },
  },
  {
    name: "deadline_allows_waiting",
    judge({ orders, now }) {
      const buffers = orders.flatMap((order) => (order.status === "paid" && order.bufferUntil ? [order.bufferUntil.getTime()] : []));
      const leaves = Math.max(now.getTime(), ...buffers) + POLICY.deadlineMarginMinutes * 60_000;
      const late = orders.filter((order) => order.promisedShipAt !== null && order.promisedShipAt.getTime() < leaves);
      const params = { leaves: new Date(leaves).toISOString() };
      if (late.length > 0) return fail(late, { ...params, promised: late[0]?.promisedShipAt?.toISOString() ?? "" });
      return pass(params);
    },
  },
];

function flagsOf(order: OrderSnapshot, known: readonly string[]): string {
  return order.content.flags
    .filter((flag) => known.includes(flag))
    .sort()
    .join("+");
}

/** Weight and volume count where they are known; an order that does not say adds nothing. */
function total(orders: readonly OrderSnapshot[], field: "weight_grams" | "volume_cm3"): number {
  return orders.reduce((sum, { content }) => {
    const value = content.custom[field];
    return typeof value === "number" && value > 0 ? sum + value : sum;
  }, 0);
}
