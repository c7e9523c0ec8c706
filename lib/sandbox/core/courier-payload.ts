import { toShanghai } from "@/lib/shared/clock";
import type { MarketOrder } from "./market-order";

/** The `param` of a route push: the whole list so far, newest node first. Null before the first node. */
export function routeParamOf(order: MarketOrder, now: number): unknown {
  const nodes = order.life.route.filter((step) => step.at <= now).reverse();
  const newest = nodes[0];
  if (!newest) return null;
  const signed = newest.code === "3" || newest.code === "304";
  return {
    status: signed ? "shutdown" : "polling",
    billstatus: "got",
    message: "",
    autoCheck: "0",
    lastResult: {
      message: "ok",
      nu: order.trackingNumber,
      com: order.carrier.code,
      ischeck: signed ? "1" : "0",
      status: "200",
      state: newest.code,
      condition: "F00",
      data: nodes.map((node) => ({
        time: toShanghai(new Date(node.at)),
        ftime: toShanghai(new Date(node.at)),
        context: node.text,
        status: node.status,
        statusCode: node.code,
        areaName: null,
        location: "",
      })),
    },
  };
}
