import { cainiaoDigest } from "@/lib/couriers/adapters/cainiao/signature";
import { kdniaoSign } from "@/lib/couriers/adapters/kdniao/signature";
import { toShanghai } from "@/lib/shared/clock";
import type { PushRequest } from "./push-requests";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

function formPush(path: string, fields: Record<string, string>): PushRequest {
  return { path, headers: FORM, body: Buffer.from(new URLSearchParams(fields).toString(), "utf8") };
}

export type KdniaoTrace = { AcceptTime: string; AcceptStation: string; Action?: string };

/** kdniao's form: several waybills, each with its whole route, oldest node first. */
export function kdniaoPush(input: {
  secret: string;
  appKey: string;
  now: Date;
  waybills: { shipperCode: string; number: string; state: string; stateEx?: string; traces: KdniaoTrace[] }[];
}): PushRequest {
  const Data = input.waybills.map(({ shipperCode, number, state, stateEx, traces }) => ({
    EBusinessID: "1700001",
    ShipperCode: shipperCode,
    LogisticCode: number,
    Success: true,
    Reason: "",
    State: state,
    ...(stateEx === undefined ? {} : { StateEx: stateEx }),
    Traces: traces,
  }));
  const RequestData = JSON.stringify({ EBusinessID: "1700001", Count: String(Data.length), PushTime: toShanghai(input.now), Data });
  const path = `/api/webhooks/couriers/kdniao/${input.secret}`;
  return formPush(path, { RequestType: "101", RequestData, DataSign: kdniaoSign(RequestData, input.appKey) });
}

export type SfNode = { id: string; mailno: string; acceptTime: string; acceptAddress: string; remark: string; opCode: string };

/** SF's RoutePush: only the nodes that are new, of up to ten waybills; nothing is signed. Ids are bare numbers. */
export function sfRoutePush(input: { secret: string; nodes: SfNode[] }): PushRequest {
  const json = JSON.stringify({ Body: { WaybillRoute: input.nodes } }).replace(/"id":"(\d+)"/g, '"id":$1');
  return { path: `/api/webhooks/couriers/sf/${input.secret}`, headers: { "content-type": "application/json" }, body: Buffer.from(json, "utf8") };
}

export type SfOrderState = { orderNo: string; waybillNo: string; orderStateCode: string; orderStateDesc: string; createTm: string };

/** SF's order-state push: what happens before the route begins. */
export function sfOrderStatePush(input: { secret: string; now: Date; states: SfOrderState[] }): PushRequest {
  const body = { requestId: `r-${input.now.getTime()}`, timestamp: input.now.getTime(), orderState: input.states };
  const path = `/api/webhooks/couriers/sf/${input.secret}`;
  return { path, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(body), "utf8") };
}

export type CainiaoNodeInput = { status: string; desc: string; time: string; city?: string };

/** Cainiao LINK's form with the raw-MD5 digest. */
export function cainiaoPush(input: {
  secret: string;
  linkSecret: string;
  messageId: string;
  cpCode: string;
  mailNo: string;
  nodes: CainiaoNodeInput[];
}): PushRequest {
  const logistics_interface = JSON.stringify({ mailNo: input.mailNo, cpCode: input.cpCode, logisticsDetails: input.nodes });
  return formPush(`/api/webhooks/couriers/cainiao/${input.secret}`, {
    logistics_interface,
    data_digest: cainiaoDigest(logistics_interface, input.linkSecret),
    msg_type: "TRACEPUSH",
    partner_code: "TONGDAN",
    msg_id: input.messageId,
  });
}
