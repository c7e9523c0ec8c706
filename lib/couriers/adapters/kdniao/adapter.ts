import { createHash } from "node:crypto";
import { carrierFromCode } from "@/lib/couriers/core/carrier";
import type {
  CourierAdapter,
  CourierAnswer,
  CourierCall,
  CourierMessage,
  CourierReading,
  RouteNode,
  RouteReading,
} from "@/lib/couriers/core/courier-adapter";
import { kdniaoState, kdniaoStateOfWords } from "@/lib/couriers/core/kdniao-state";
import { maskNodeText } from "@/lib/couriers/core/mask-node-text";
import { base64Field, readForm } from "@/lib/couriers/core/read-form";
import { fromShanghai, toShanghai } from "@/lib/shared/clock";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { type KdniaoWaybill, requestDataSchema, waybillSchema } from "./payloads";
import { isKdniaoSign } from "./signature";

/** Route pushes: free, paid and subscribed. Other types are not about routes. */
const ROUTE_TYPES = ["101", "102", "107"];

/** kdniao (快递鸟): several waybills in one push, each with its whole route, oldest node first. */
export const kdniaoAdapter: CourierAdapter = {
  incremental: false,
  readPush,
  acknowledge: (call) => answer(call, { status: 200, success: true, reason: "" }),
  refuse: ({ status, reason, ...call }) => answer(call, { status, success: false, reason }),
  toRoute,
};

/** kdniao wants its own number back with every answer. */
function answer(call: CourierCall, said: { status: number; success: boolean; reason: string }): CourierAnswer {
  const data = requestDataSchema.safeParse(jsonOf(readForm(call.rawBody)("RequestData") ?? ""));
  const body = {
    EBusinessID: data.success ? data.data.EBusinessID : "",
    UpdateTime: toShanghai(call.now),
    Success: said.success,
    Reason: said.reason,
  };
  return { status: said.status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function readPush(input: { salt: string | null; rawBody: Uint8Array }): CourierReading {
  const field = readForm(input.rawBody);
  const requestData = field("RequestData");
  if (requestData === null) return { kind: "refused", reason: "RequestData is missing" };
  if (input.salt !== null) {
    const sign = field("DataSign");
    if (sign === null) return { kind: "refused", reason: "DataSign is missing" };
    if (!isKdniaoSign({ requestData, appKey: input.salt, sign: base64Field(sign) })) {
      return { kind: "refused", reason: "DataSign does not match RequestData" };
    }
  }
  const type = field("RequestType")?.trim() ?? "";
  if (!ROUTE_TYPES.includes(type)) return { kind: "unreadable", reason: `RequestType ${type || "(none)"} is no route push.`, body: requestData };
  return readWaybills(type, requestData);
}

function readWaybills(type: string, requestData: string): CourierReading {
  const parsed = requestDataSchema.safeParse(jsonOf(requestData));
  if (!parsed.success) return { kind: "unreadable", reason: "RequestData is not JSON with a list Data.", body: requestData };
  const messages: CourierMessage[] = [];
  for (const payload of parsed.data.Data) {
    const waybill = waybillSchema.safeParse(payload);
    // A waybill that cannot be read must not take the others of the push with it.
    if (!waybill.success || waybill.data.LogisticCode === "") messages.push(message(`kdniao.${type}`, "unreadable", payload));
    else if (waybill.data.Traces.length > 0) {
      messages.push(message(`kdniao.${type}`, `${waybill.data.ShipperCode}:${waybill.data.LogisticCode}`, payload));
    }
  }
  return { kind: "messages", messages };
}

function message(topic: string, name: string, payload: unknown): CourierMessage {
  const digest = createHash("sha256").update(JSON.stringify(payload), "utf8").digest("hex").slice(0, 32);
  return { dedupeKey: `${name}:${digest}`, topic, payload };
}

function jsonOf(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

function toRoute(payload: unknown): RouteReading {
  const parsed = waybillSchema.safeParse(payload);
  if (!parsed.success || parsed.data.LogisticCode === "") return { ok: false, reason: "The waybill has no number, or its route is no list." };
  const waybill = parsed.data;
  try {
    const nodes = waybill.Traces.map((_, index) => toNode(waybill, index)).sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    return { ok: true, route: { carrier: carrierFromCode("kdniao", waybill.ShipperCode), trackingNumber: waybill.LogisticCode, nodes } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The route's own state speaks for its newest node where that has no code of its own. */
function toNode(waybill: KdniaoWaybill, index: number): RouteNode {
  const raw = waybill.Traces[index];
  if (!raw) throw new RangeError(`The route has no node ${index}.`);
  const newest = index === waybill.Traces.length - 1;
  const routeState = newest ? (kdniaoState(waybill.StateEx) ?? kdniaoState(waybill.State)) : null;
  const state = kdniaoState(raw.Action) ?? routeState ?? kdniaoStateOfWords(raw.AcceptStation);
  const digest = createHash("sha256").update(`${raw.AcceptTime}\u0000${raw.AcceptStation}`, "utf8").digest("hex").slice(0, 32);
  return { occurredAt: fromShanghai(raw.AcceptTime), state, text: maskNodeText(raw.AcceptStation), place: raw.Location, digest };
}
