import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { INGEST_OUTCOMES, incomingOrderSchema } from "@/lib/orders/core/incoming-order";
import {
  orderDetailView,
  orderFilterSchema,
  orderPageView,
  recordEventsSchema,
  recordEventsView,
  timelineView,
  versionDiffView,
  versionListView,
} from "@/lib/orders/core/order-view";
import { getOrder } from "@/lib/orders/use-cases/get-order";
import { getOrderTimeline } from "@/lib/orders/use-cases/get-order-timeline";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { diffOrderVersions, listOrderVersions } from "@/lib/orders/use-cases/list-order-versions";
import { listOrders } from "@/lib/orders/use-cases/list-orders";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { invalid } from "@/lib/shared/errors";
import { instantSchema } from "@/lib/shared/instant";
import { parseInput } from "@/lib/shared/parse-input";

const issues = z.array(z.object({ path: z.string(), message: z.string() }));

export const ingestOrdersEndpoint = endpoint({
  method: "POST",
  path: "/orders",
  summary: "Take up to 1,000 canonical orders; answered row by row, one bad row never fails the others.",
  permission: "orders.ingest",
  body: z.strictObject({ orders: z.array(incomingOrderSchema).max(1000) }),
  response: z.object({
    results: z.array(z.object({ external_id: z.string(), outcome: z.enum(INGEST_OUTCOMES), order_id: z.uuid().nullable(), errors: issues })),
  }),
  call: (ctx, { body }) => ingestOrders(ctx, { orders: (body as { orders?: unknown }).orders }),
});

export const listOrdersEndpoint = endpoint({
  method: "GET",
  path: "/orders",
  summary: "Orders, newest first, by keyset.",
  permission: "orders.read",
  query: orderFilterSchema,
  response: orderPageView,
  call: (ctx, { query }) => listOrders(ctx, query as never),
});

const asOf = z.strictObject({ as_of: instantSchema.optional() });

export const getOrderEndpoint = endpoint({
  method: "GET",
  path: "/orders/{id}",
  summary: "One order, personal data masked; `as_of` answers as it stood then.",
  permission: "orders.read",
  query: asOf,
  response: orderDetailView,
  call: (ctx, { params, query }) => getOrder(ctx, { id: params.id ?? "", as_of: parseInput(asOf, query).as_of }),
});

export const getTimelineEndpoint = endpoint({
  method: "GET",
  path: "/orders/{id}/timeline",
  summary: "Everything that happened to one order, oldest first.",
  permission: "orders.read",
  response: timelineView,
  call: (ctx, { params }) => getOrderTimeline(ctx, { id: params.id ?? "" }),
});

export const listVersionsEndpoint = endpoint({
  method: "GET",
  path: "/orders/{id}/versions",
  summary: "Every version of an order, newest first.",
  permission: "versions.read",
  response: versionListView,
  call: (ctx, { params }) => listOrderVersions(ctx, { order_id: params.id ?? "" }),
});

const against = z.strictObject({ against: z.coerce.number().int().min(1).optional() });

export const diffVersionsEndpoint = endpoint({
  method: "GET",
  path: "/orders/{id}/versions/{version}/diff",
  summary: "What changed from version `against` (default: the one before) to this one.",
  permission: "versions.read",
  query: against,
  response: versionDiffView,
  call: (ctx, { params, query }) =>
    diffOrderVersions(ctx, { order_id: params.id ?? "", version: versionNumber(params.version), against: parseInput(against, query).against }),
});

export const recordEventsEndpoint = endpoint({
  method: "POST",
  path: "/orders/{id}/events",
  summary: "Record facts about one order; idempotent by source_event_id.",
  permission: "orders.record_event",
  body: recordEventsSchema.omit({ order_id: true }),
  response: recordEventsView,
  call: (ctx, { params, body }) => recordOrderEvents(ctx, { ...(body as object), order_id: params.id } as never),
});

function versionNumber(text: string | undefined): number {
  if (text && /^\d{1,9}$/.test(text)) return Number(text);
  throw invalid("api.bad_version", `"${text}" is not a version number.`, [{ path: "version", message: `got "${text}"` }]);
}
