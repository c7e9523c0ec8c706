import type { ParcelState } from "./parcel-state";

/** Cainiao's ladder: below 400 the parcel is still with the seller or in the warehouse. */
const STATES: Readonly<Record<string, ParcelState>> = {
  "0": "created",
  "100": "created",
  "150": "created",
  "200": "created",
  "300": "created",
  "400": "collected",
  "430": "in_transit",
  "500": "in_transit",
  "600": "out_for_delivery",
  "700": "problem",
  "800": "returning",
  "900": "at_pickup_point",
  "901": "at_pickup_point",
  "950": "at_pickup_point",
  "1000": "delivered",
  "1100": "in_transit",
  "1200": "returning",
};

/** The same ladder in words, as Cainiao's newer messages write it. */
const BY_WORD: Readonly<Record<string, ParcelState>> = {
  CREATE: "created",
  WAREHOUSE: "created",
  CONSIGN: "created",
  ACCEPT: "collected",
  GOT: "collected",
  TMS_ACCEPT: "collected",
  LH_HO: "in_transit",
  TRANSPORT: "in_transit",
  TMS_STATION_IN: "in_transit",
  TMS_STATION_OUT: "in_transit",
  DELIVERING: "out_for_delivery",
  TMS_DELIVERING: "out_for_delivery",
  AGENT_SIGN: "at_pickup_point",
  STA_INBOUND: "at_pickup_point",
  SIGN: "delivered",
  TMS_SIGN: "delivered",
  STA_SIGN: "delivered",
  FAILED: "problem",
  TMS_ERROR: "problem",
  TMS_FAILED: "returning",
  REFUSE: "returning",
  REJECT: "returning",
  RETURN: "returning",
};

/** 950 (代收: a neighbour or a station took it) is not the buyer's signature, so it does not deliver an order. */
export function cainiaoState(status: string): ParcelState | null {
  const text = status.trim().toUpperCase();
  return STATES[text] ?? BY_WORD[text] ?? null;
}
