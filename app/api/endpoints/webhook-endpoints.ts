import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import {
  createEndpointSchema,
  deliveryFilterSchema,
  deliveryPageView,
  type EndpointActionInput,
  endpointView,
  redeliverSchema,
} from "@/lib/events/core/webhook-view";
import { changeEndpoint, createEndpoint, listDeliveries, listEndpoints, redeliver } from "@/lib/events/use-cases/manage-endpoints";

const nothing = z.strictObject({});
const changed = z.object({ endpoint_id: z.uuid(), state: z.string(), secret: z.string().nullable() });

export const listWebhookEndpoint = endpoint({
  method: "GET",
  path: "/webhook-endpoints",
  summary: "Who outside is told of events, with what waits and what failed.",
  permission: "webhooks.manage",
  response: z.object({ endpoints: z.array(endpointView) }),
  call: (ctx) => listEndpoints(ctx),
});

export const createWebhookEndpoint = endpoint({
  method: "POST",
  path: "/webhook-endpoints",
  summary: "Tell one more address; without types it is told every event. The secret it is signed with is answered once.",
  permission: "webhooks.manage",
  body: createEndpointSchema,
  response: z.object({ endpoint_id: z.uuid(), secret: z.string() }),
  call: (ctx, { body }) => createEndpoint(ctx, body as never),
});

export const pauseWebhookEndpoint = change("pause", "pause", "Send nothing for now; what comes is kept for later.");
export const resumeWebhookEndpoint = change("resume", "resume", "Send again, what was kept first.");
export const rotateWebhookEndpoint = change(
  "rotate-secret",
  "rotate_secret",
  "Sign with a new secret, answered once; the old one signs along for a day.",
);
export const removeWebhookEndpoint = change("remove", "remove", "Tell this address no more; its delivery log goes with it.");

function change(verb: string, action: EndpointActionInput["action"], summary: string) {
  return endpoint({
    method: "POST",
    path: `/webhook-endpoints/{id}/${verb}`,
    summary,
    permission: "webhooks.manage",
    body: nothing,
    response: changed,
    call: (ctx, { params }) => changeEndpoint(ctx, { endpoint_id: params.id ?? "", action }),
  });
}

export const listDeliveriesEndpoint = endpoint({
  method: "GET",
  path: "/webhook-endpoints/{id}/deliveries",
  summary: "What was sent to one address, newest first, with what it answered.",
  permission: "webhooks.manage",
  query: deliveryFilterSchema,
  response: deliveryPageView,
  call: (ctx, { params, query }) => listDeliveries(ctx, { ...query, endpoint_id: params.id ?? "" } as never),
});

export const redeliverEndpoint = endpoint({
  method: "POST",
  path: "/webhook-endpoints/{id}/redeliver",
  summary: "Send one delivery again, or those of a stretch of time: the failed ones, or all with only_failed false.",
  permission: "webhooks.manage",
  body: redeliverSchema.omit({ endpoint_id: true }),
  response: z.object({ endpoint_id: z.uuid(), redelivered: z.number() }),
  call: (ctx, { params, body }) => redeliver(ctx, { ...(body as object), endpoint_id: params.id ?? "" } as never),
});
