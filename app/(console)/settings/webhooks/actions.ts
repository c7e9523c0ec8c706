"use server";

import { runAction } from "@/app/run-action";
import type { CreateEndpointInput, EndpointActionInput, RedeliverInput } from "@/lib/events/core/webhook-view";
import { changeEndpoint, createEndpoint, redeliver } from "@/lib/events/use-cases/manage-endpoints";

export async function createEndpointAction(input: CreateEndpointInput) {
  return runAction(createEndpoint, input);
}

export async function changeEndpointAction(input: EndpointActionInput) {
  return runAction(changeEndpoint, input);
}

export async function redeliverAction(input: RedeliverInput) {
  return runAction(redeliver, input);
}
