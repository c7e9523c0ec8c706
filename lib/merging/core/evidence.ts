import { normaliseAddress, normaliseName } from "@/lib/orders/core/normalise-receiver";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { normalisePhone } from "@/lib/shared/normalise-phone";
import { tokenSpace } from "./match-key";
import type { Evidence } from "./verdict";

/**
 * Weights in bits: log2 of how much likelier the comparison's outcome is for one household than for two strangers of
 * one shop. First estimates: a phone is shared by an office (2^11), a name by namesakes (2^7), an address by a
 * reception desk (2^8); a token is the platform's own word. The fuzzy engine replaces them by estimated ones.
 */
const WEIGHTS = {
  token: { equal: 24, different: -3 },
  phone: { equal: 11, different: -4 },
  name: { equal: 7, different: -6 },
  address: { equal: 8, different: -8 },
  customer: { equal: 4, different: -4 },
} as const;
export type Comparison = keyof typeof WEIGHTS;

/** Of two random orders of a shop within two hours, about one pair in 2^14 goes to one receiver. */
const PRIOR_BITS = -14;

export type Comparable = Pick<OrderSnapshot, "tokenIndex" | "tokenKind" | "placedAt" | "customerId" | "id" | "paidAt" | "receiverIndex"> & {
  shop: { id: string };
  content: Pick<OrderSnapshot["content"], "receiver">;
};

/** What speaks for and against one receiver. Symmetric; the value decrypted for it is dropped with the answer. */
export function evidenceOf(orders: readonly Comparable[]): Evidence[] {
  return [
    compare("token", tokens(orders)),
    compare(
      "phone",
      orders.map(({ content }) => normalisePhone(content.receiver.phone)),
    ),
    compare(
      "name",
      orders.map(({ content }) => normaliseName(content.receiver.name)),
    ),
    compare(
      "address",
      orders.map(({ content }) => normaliseAddress(content.receiver)),
    ),
    compare(
      "customer",
      orders.map((order) => order.customerId),
    ),
  ];
}

/** Posterior probability that the orders go to one receiver: the prior and every weight, added in bits. */
export function probabilityOf(evidence: readonly Evidence[]): number {
  const bits = evidence.reduce((sum, { weight }) => sum + weight, PRIOR_BITS);
  return 1 / (1 + 2 ** -bits);
}

/** Tokens of two shops or two weeks say nothing about each other: all unknown then. */
function tokens(orders: readonly Comparable[]): (string | null)[] {
  const spaces = new Set(orders.map((order) => tokenSpace({ ...order, shopId: order.shop.id })));
  return orders.map((order) => (spaces.size === 1 ? order.tokenIndex : null));
}

function compare(comparison: Comparison, values: readonly (string | null)[]): Evidence {
  if (values.some((value) => value === null)) return { comparison, level: "unknown", weight: 0 };
  const level = new Set(values).size === 1 ? "equal" : "different";
  return { comparison, level, weight: WEIGHTS[comparison][level] };
}
