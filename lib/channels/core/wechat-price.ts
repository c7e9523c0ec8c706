import type { Amounts } from "@/lib/orders/core/order-content";

/** 1 the merchant's, 2 the live host's, 3 the platform's own coupon. */
const PLATFORM_COUPON = 3;

type Coupon = { coupon_type: number | null; discounted_price: number | null };

/** What the platform pays in place of the buyer: it reaches the merchant, so it is income and no discount. Fen. */
export function platformFunded(coupons: readonly Coupon[]): number {
  return coupons.reduce((sum, coupon) => sum + (coupon.coupon_type === PLATFORM_COUPON ? (coupon.discounted_price ?? 0) : 0), 0);
}

export type ChannelsPrice = {
  product_price: number | null;
  order_price: number | null;
  freight: number | null;
  discounted_price: number | null;
  deduction_price: number | null;
  change_down_price: number | null;
  change_freight: number | null;
  is_change_freight: boolean;
  national_subsidy_discounted_price: number | null;
};

/**
 * The amounts of an order, and whether they reconcile: goods + freight − everything taken off = what the buyer paid,
 * and the lines' prices add up to the goods. Where they do not, the order must not ship before a person looked.
 */
export function channelsAmounts(input: { price: ChannelsPrice; linesTotal: number; funded: number }): { amounts: Amounts; reconciles: boolean } {
  const { price, linesTotal, funded } = input;
  const goods = price.product_price ?? linesTotal;
  const freight = price.is_change_freight && price.change_freight !== null ? price.change_freight : (price.freight ?? 0);
  const cuts = (price.discounted_price ?? 0) + (price.deduction_price ?? 0) + (price.change_down_price ?? 0);
  const buyerPaid = price.order_price ?? 0;
  const reconciles = goods === linesTotal && goods + freight - cuts === buyerPaid && cuts >= funded;
  return { amounts: { goods, freight, discount: Math.max(0, cuts - funded), paid: buyerPaid + funded }, reconciles };
}
