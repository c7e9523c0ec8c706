import type { Buyer } from "./buyers";
import type { SeededRandom } from "./seeded-random";

/** What the desk must know of an order to pass on what its buyer asks for. */
export type WishedOrder = { version: number; lines: readonly { external_line_id: string; quantity: number; cancelled: boolean }[] };

/** A change as a buyer asks the shop's service desk for it, in the shape of `POST /orders/{id}/change-requests`. */
export type BuyerWish = { base_version: number; actions: Record<string, unknown>[]; reason: string };

/** Most want another address; some another quantity, or one thing less. Pure. */
export function buyerWish(input: { order: WishedOrder; neighbour: Buyer; random: SeededRandom }): BuyerWish {
  const { order, neighbour, random } = input;
  const open = order.lines.filter((line) => !line.cancelled);
  const line = open.length > 0 ? random.pick(open) : undefined;
  const wish = (reason: string, action: Record<string, unknown>) => ({ base_version: order.version, actions: [action], reason });
  if (line && open.length > 1 && random.chance(0.3)) {
    return wish("顾客来电：其中一件不要了", { type: "cancel_lines", external_line_ids: [line.external_line_id] });
  }
  if (line && random.chance(0.25)) {
    return wish("顾客留言：再加一件", { type: "set_quantity", external_line_id: line.external_line_id, quantity: line.quantity + 1 });
  }
  const { province, city, district, town, address } = neighbour;
  const reason = random.pick(["顾客来电：地址填错了", "顾客留言：寄到公司", "顾客来电：出差了，改寄家里人那里"] as const);
  return wish(reason, { type: "set_address", province, city, district, town, address });
}
