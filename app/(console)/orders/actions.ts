"use server";

import type { z } from "zod";
import { runAction } from "@/app/run-action";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { placeHoldSchema, releaseHoldSchema, revealSchema } from "@/lib/orders/core/order-view";
import { createOrder } from "@/lib/orders/use-cases/create-order";
import { placeHold, releaseHold } from "@/lib/orders/use-cases/place-hold";
import { revealReceiver } from "@/lib/orders/use-cases/reveal-receiver";

export async function createOrderAction(input: IncomingOrderInput) {
  return runAction(createOrder, input);
}

export async function revealReceiverAction(input: z.input<typeof revealSchema>) {
  return runAction(revealReceiver, input);
}

export async function placeHoldAction(input: z.input<typeof placeHoldSchema>) {
  return runAction(placeHold, input);
}

export async function releaseHoldAction(input: z.input<typeof releaseHoldSchema>) {
  return runAction(releaseHold, input);
}
