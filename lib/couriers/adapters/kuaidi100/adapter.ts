import { createHash } from "node:crypto";
import type { CourierAdapter, CourierAnswer, CourierReading, RouteNode, RouteReading } from "@/lib/couriers/core/courier-adapter";
import { kuaidi100State, kuaidi100StateOfWords } from "@/lib/couriers/core/kuaidi100-state";
import { maskNodeText } from "@/lib/couriers/core/mask-node-text";
import type { ParcelState } from "@/lib/couriers/core/parcel-state";
import { fromShanghai } from "@/lib/shared/clock";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { fieldIssues } from "@/lib/shared/parse-input";
import { type Kuaidi100Param, paramSchema } from "./payloads";
import { isKuaidi100Sign } from "./signature";

/** kuaidi100 (快递100): every push is the whole route, newest node first. */
export const kuaidi100Adapter: CourierAdapter = {
  incremental: false,
  readPush,
  acknowledge: () => answer(200, { result: true, returnCode: "200", message: "成功" }),
  refuse: ({ status, reason }) => answer(status, { result: false, returnCode: String(status), message: reason }),
  toRoute,
};

function answer(status: number, body: unknown): CourierAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function readPush(input: { salt: string | null; rawBody: Uint8Array }): CourierReading {
  const form = new URLSearchParams(new TextDecoder().decode(input.rawBody));
  const param = form.get("param");
  const sign = form.get("sign");
  if (param === null) return { kind: "refused", reason: "param is missing" };
  if (input.salt !== null && (sign === null || !isKuaidi100Sign({ param, salt: input.salt, sign }))) {
    return { kind: "refused", reason: sign === null ? "sign is missing" : "sign does not match param" };
  }
  return readParam(param);
}

function readParam(param: string): CourierReading {
  let payload: unknown;
  try {
    payload = parseLosslessJson(param);
  } catch {
    return { kind: "unreadable", reason: "param is not JSON.", body: param };
  }
  const parsed = paramSchema.safeParse(payload);
  if (!parsed.success) {
    const issue = fieldIssues(parsed.error)[0];
    return { kind: "unreadable", reason: `param is not a route: ${issue?.path} ${issue?.message}.`, body: param };
  }
  const { status, lastResult } = parsed.data;
  const digest = createHash("sha256").update(param, "utf8").digest("hex").slice(0, 32);
  const message = { dedupeKey: `${lastResult.com}:${lastResult.nu}:${digest}`, topic: `kuaidi100.${status || "polling"}`, payload };
  return { kind: "messages", messages: [message] };
}

function toRoute(payload: unknown): RouteReading {
  const parsed = paramSchema.safeParse(payload);
  if (!parsed.success) return { ok: false, reason: "The kept push is not a route." };
  const { lastResult } = parsed.data;
  try {
    const newestFirst = (lastResult.data ?? []).map((node, index) => toNode(node, index === 0 ? lastResult.state : ""));
    return { ok: true, route: { carrier: lastResult.com, trackingNumber: lastResult.nu, nodes: newestFirst.reverse() } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

type RawNode = NonNullable<Kuaidi100Param["lastResult"]["data"]>[number];

/** The route's own state speaks for its newest node where that has no code of its own. */
function toNode(raw: RawNode, routeState: string): RouteNode {
  const time = raw.ftime || raw.time;
  const state: ParcelState = kuaidi100State(raw.statusCode) ?? kuaidi100State(routeState) ?? kuaidi100StateOfWords(raw.status) ?? "in_transit";
  const digest = createHash("sha256").update(`${time}\u0000${raw.context}`, "utf8").digest("hex").slice(0, 32);
  return { occurredAt: fromShanghai(time), state, text: maskNodeText(raw.context), place: raw.areaName || raw.location, digest };
}
