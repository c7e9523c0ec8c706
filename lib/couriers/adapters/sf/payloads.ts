import { z } from "zod";

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));

/** One node of RoutePush; `id` is the node's own, beyond 2^53 in some pushes. */
export const routeNodeSchema = z.object({
  id: text,
  mailno: text,
  acceptTime: text,
  acceptAddress: text,
  remark: text,
  opCode: text,
  reasonName: text,
});

export const routePushSchema = z.object({ Body: z.object({ WaybillRoute: z.array(z.record(z.string(), z.unknown())).max(1000) }) });

/** One entry of the order-state push: what SF does before the route begins. */
export const orderStateSchema = z.object({
  orderNo: text,
  waybillNo: text,
  orderStateCode: text,
  orderStateDesc: text,
  createTm: text,
  lastTime: text,
});

export const orderStatePushSchema = z.object({ orderState: z.array(z.record(z.string(), z.unknown())).max(1000) });

/** What we keep of either push, one waybill each. */
export const keptSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("route"), mailno: z.string(), nodes: z.array(routeNodeSchema) }),
  z.object({ kind: z.literal("order_state"), mailno: z.string(), states: z.array(orderStateSchema) }),
]);
