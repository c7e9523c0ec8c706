import { createHash } from "node:crypto";
import type {
  CourierAdapter,
  CourierAnswer,
  CourierCall,
  CourierMessage,
  CourierReading,
  RouteNode,
  RouteReading,
} from "@/lib/couriers/core/courier-adapter";
import { maskNodeText } from "@/lib/couriers/core/mask-node-text";
import { sfOrderState, sfRouteState } from "@/lib/couriers/core/sf-state";
import { fromShanghai } from "@/lib/shared/clock";
import { groupBy } from "@/lib/shared/group-by";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { keptSchema, orderStatePushSchema, orderStateSchema, routeNodeSchema, routePushSchema } from "./payloads";

const CARRIER = "shunfeng";

/**
 * SF (顺丰): RoutePush and the order-state push come to one address and are told apart by their body. SF signs
 * neither, so the secret in the address is the only proof. Every node is pushed once: a lost push is lost for good.
 */
export const sfAdapter: CourierAdapter = {
  incremental: true,
  readPush: ({ rawBody }) => readPush(new TextDecoder().decode(rawBody)),
  acknowledge: (call) =>
    isOrderStatePush(call) ? answer(200, { success: "true", code: "0", msg: "" }) : answer(200, { return_code: "0000", return_msg: "成功" }),
  // Any other return_code makes SF send the push again.
  refuse: ({ status, reason, ...call }) =>
    isOrderStatePush(call)
      ? answer(status, { success: "false", code: "1", msg: reason })
      : answer(status, { return_code: "1000", return_msg: reason }),
  toRoute,
};

function answer(status: number, body: unknown): CourierAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function isOrderStatePush({ rawBody }: CourierCall): boolean {
  return orderStatePushSchema.safeParse(jsonOf(new TextDecoder().decode(rawBody))).success;
}

function jsonOf(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return undefined;
  }
}

function readPush(body: string): CourierReading {
  const payload = jsonOf(body);
  const routes = routePushSchema.safeParse(payload);
  if (routes.success) {
    const nodes = routeNodeSchema.array().safeParse(routes.data.Body.WaybillRoute);
    if (!nodes.success || nodes.data.some((node) => node.mailno === "")) return unreadable("A node of the route names no waybill (mailno).", body);
    return {
      kind: "messages",
      messages: [...groupBy(nodes.data, (node) => node.mailno)].map(([mailno, own]) =>
        message({
          topic: "sf.route",
          mailno,
          keys: own.map((node) => node.id || `${node.acceptTime} ${node.remark}`),
          payload: { kind: "route", mailno, nodes: own },
        }),
      ),
    };
  }
  const states = orderStatePushSchema.safeParse(payload);
  if (!states.success) return unreadable("The body is neither a RoutePush nor an order-state push.", body);
  const entries = orderStateSchema.array().safeParse(states.data.orderState);
  if (!entries.success) return unreadable("An entry of the order-state push has fields of the wrong kind.", body);
  // An order that SF has not yet given a waybill has no parcel to tell about.
  const numbered = entries.data.filter((entry) => entry.waybillNo !== "");
  return {
    kind: "messages",
    messages: [...groupBy(numbered, (entry) => entry.waybillNo)].map(([mailno, own]) =>
      message({
        topic: "sf.order_state",
        mailno,
        keys: own.map((entry) => `${entry.orderStateCode} ${entry.createTm || entry.lastTime}`),
        payload: { kind: "order_state", mailno, states: own },
      }),
    ),
  };
}

function unreadable(reason: string, body: string): CourierReading {
  return { kind: "unreadable", reason, body };
}

/** Which nodes the push holds is what makes it another push. */
function message(input: { topic: string; mailno: string; keys: string[]; payload: unknown }): CourierMessage {
  const digest = digestOf([...input.keys].sort().join("\u0000"));
  return { dedupeKey: `${input.topic}:${input.mailno}:${digest}`, topic: input.topic, payload: input.payload };
}

function digestOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
}

function toRoute(payload: unknown): RouteReading {
  const kept = keptSchema.safeParse(payload);
  if (!kept.success) return { ok: false, reason: "The kept push is neither a route nor an order state." };
  const push = kept.data;
  try {
    const nodes = push.kind === "route" ? push.nodes.map(routeNode) : push.states.map(stateNode);
    nodes.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    return { ok: true, route: { carrier: CARRIER, trackingNumber: push.mailno, nodes } };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function routeNode(raw: ReturnType<typeof routeNodeSchema.parse>): RouteNode {
  const text = raw.reasonName === "" ? raw.remark : `${raw.remark}（${raw.reasonName}）`;
  return {
    occurredAt: fromShanghai(raw.acceptTime),
    state: sfRouteState(raw.opCode),
    text: maskNodeText(text),
    place: raw.acceptAddress,
    digest: digestOf(raw.id === "" ? `${raw.acceptTime}\u0000${raw.remark}` : `sf:${raw.id}`),
  };
}

function stateNode(raw: ReturnType<typeof orderStateSchema.parse>): RouteNode {
  const time = raw.createTm || raw.lastTime;
  return {
    occurredAt: fromShanghai(time),
    state: sfOrderState(raw.orderStateDesc),
    text: maskNodeText(raw.orderStateDesc),
    place: "",
    digest: digestOf(`sf-order:${raw.orderStateCode}\u0000${time}`),
  };
}
