/** The vocabulary of `flags` that decides about merging; adapters translate platform tags into these words. */
export const FLAGS = {
  riskReview: "risk_review",
  platformHold: "platform_hold",
  presale: "presale",
  finalPaymentUnpaid: "final_payment_unpaid",
  platformShipped: "platform_shipped",
  consolidation: "consolidation",
  homeDelivery: "home_delivery",
  chosenCarrier: "chosen_carrier",
  governmentSubsidy: "government_subsidy",
  serialNumber: "serial_number",
  coldChain: "cold_chain",
  frozen: "frozen",
  hazardous: "hazardous",
  alreadySplit: "split",
  gift: "gift",
} as const;

/** Words a buyer chose about how the parcel travels: one parcel cannot honour two of them. */
export const BUYER_CHOSEN_SERVICE: readonly string[] = [FLAGS.homeDelivery, FLAGS.consolidation, FLAGS.chosenCarrier];
export const TEMPERATURE_FLAGS: readonly string[] = [FLAGS.coldChain, FLAGS.frozen, FLAGS.hazardous];
