import type { ActionResult } from "@/components/orders/order-actions";
import type { CreateEndpointInput, EndpointActionInput, RedeliverInput } from "@/lib/events/core/webhook-view";

/** The actions the webhooks page is given. */
export type WebhookActions = {
  create(input: CreateEndpointInput): Promise<ActionResult<{ endpoint_id: string; secret: string }>>;
  change(input: EndpointActionInput): Promise<ActionResult<{ endpoint_id: string; state: string; secret: string | null }>>;
  redeliver(input: RedeliverInput): Promise<ActionResult<{ endpoint_id: string; redelivered: number }>>;
};
