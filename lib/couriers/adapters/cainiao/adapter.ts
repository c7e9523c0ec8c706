import { createHash } from "node:crypto";
import { cainiaoState } from "@/lib/couriers/core/cainiao-state";
import { carrierFromCode } from "@/lib/couriers/core/carrier";
import type { CourierAdapter, CourierAnswer, CourierReading, RouteNode, RouteReading } from "@/lib/couriers/core/courier-adapter";
import { maskNodeText } from "@/lib/couriers/core/mask-node-text";
import { base64Field, readForm } from "@/lib/couriers/core/read-form";
import { fromShanghai } from "@/lib/shared/clock";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { type CainiaoNode, type CainiaoRoute, routeSchema } from "./payloads";
import { isCainiaoDigest } from "./signature";

/** Cainiao LINK (菜鸟): one waybill a push, its whole route or only the newest node; so every push is kept. */
export const cainiaoAdapter: CourierAdapter = {
  incremental: true,
  readPush,
  acknowledge: () => answer(200, { success: "true" }),
  refuse: ({ status, reason }) => answer(status, { success: "false", errorCode: `S${status}`, errorMsg: reason }),
  toRoute,
};

function answer(status: number, body: unknown): CourierAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function readPush(input: { salt: string | null; rawBody: Uint8Array }): CourierReading {
  const field = readForm(input.rawBody);
  const logisticsInterface = field("logistics_interface");
  if (logisticsInterface === null) return { kind: "refused", reason: "logistics_interface is missing" };
  if (input.salt !== null) {
    const digest = field("data_digest");
    if (digest === null) return { kind: "refused", reason: "data_digest is missing" };
    if (!isCainiaoDigest({ logisticsInterface, secret: input.salt, digest: base64Field(digest) })) {
      return { kind: "refused", reason: "data_digest does not match logistics_interface" };
    }
  }
  return readRoute({ logisticsInterface, topic: field("msg_type") ?? "", messageId: field("msg_id") ?? "" });
}

function readRoute(input: { logisticsInterface: string; topic: string; messageId: string }): CourierReading {
  const body = input.logisticsInterface;
  let payload: unknown;
  try {
    payload = parseLosslessJson(body);
  } catch {
    return { kind: "unreadable", reason: "logistics_interface is not JSON.", body };
  }
  const parsed = routeSchema.safeParse(payload);
  if (!parsed.success || parsed.data.mailNo === "") return { kind: "unreadable", reason: "logistics_interface names no waybill (mailNo).", body };
  const message = {
    dedupeKey: `${input.messageId}:${parsed.data.mailNo}:${digestOf(body)}`,
    topic: `cainiao.${input.topic || "route"}`,
    payload,
  };
  return { kind: "messages", messages: [message] };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
}

function toRoute(payload: unknown): RouteReading {
  const parsed = routeSchema.safeParse(payload);
  if (!parsed.success) return { ok: false, reason: "The kept push is not a route." };
  const route = parsed.data;
  const raw = nodesOf(route);
  if (raw.length === 0) return { ok: false, reason: "The push holds no node of a route." };
  try {
    const nodes = raw.map(toNode).sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    return { ok: true, route: { carrier: carrierFromCode("taobao", route.cpCode), trackingNumber: route.mailNo, nodes } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function nodesOf(route: CainiaoRoute): CainiaoNode[] {
  const listed = route.logisticsDetails.length > 0 ? route.logisticsDetails : route.fullTraceDetail;
  if (listed.length > 0) return listed;
  const time = route.time || route.logisticsGmtModified;
  return time === "" ? [] : [{ ...route, time, desc: route.desc || route.lastLogisticDetail }];
}

function toNode(raw: CainiaoNode): RouteNode {
  const state = cainiaoState(raw.status || raw.logisticsStatus) ?? "in_transit";
  const digest = digestOf(`${raw.time}\u0000${raw.desc}`);
  return { occurredAt: instantOf(raw.time), state, text: maskNodeText(raw.desc), place: [raw.city, raw.area].filter(Boolean).join(" "), digest };
}

/** Local words, or unix milliseconds. */
function instantOf(time: string): Date {
  return /^\d{13}$/.test(time) ? new Date(Number(time)) : fromShanghai(time);
}
