import type { ParcelState } from "./parcel-state";

/** SF's route opCodes. 648, 99 and 33 are not in the published list; what is not here is on its way. */
const BY_OP_CODE: Readonly<Record<string, ParcelState>> = {
  "54": "collected",
  "50": "collected",
  "51": "collected",
  "43": "collected",
  "30": "in_transit",
  "31": "in_transit",
  "36": "in_transit",
  "605": "in_transit",
  "44": "out_for_delivery",
  "204": "out_for_delivery",
  "34": "out_for_delivery",
  "70": "problem",
  "33": "problem",
  "125": "at_pickup_point",
  "657": "at_pickup_point",
  "80": "delivered",
  "8000": "delivered",
  "648": "returning",
  "99": "returning",
};

/** An opCode nobody documented must not prove a delivery: the parcel is on its way. */
export function sfRouteState(opCode: string): ParcelState {
  return BY_OP_CODE[opCode.trim()] ?? "in_transit";
}

/** The order-state push tells what happens before the route begins; only a done pick-up says that SF has the parcel. */
export function sfOrderState(description: string): ParcelState {
  return /(收件成功|已收件|揽收成功|已揽收|收取成功)/.test(description) ? "collected" : "created";
}
