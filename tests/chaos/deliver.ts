import { expect } from "vitest";
import { rawSql } from "@/db/client";
import { orderNumber, type TradeEvent } from "./trade";

/** One delivery: an event, and whether its push goes out as the same bytes or as the same message sent anew. */
export type Delivery = { event: TradeEvent; form: "push" | "again" };

const UNKNOWN_ORDER_PAUSE_MS = 50;

/** Sends everything through the real endpoints, `concurrency` at a time; what the API knows no order for yet waits its turn again. */
export function deliverAll(
  deliveries: readonly Delivery[],
  to: { url: string; token: string; concurrency: number },
): { ended: Promise<unknown>; sent(): number } {
  const queue = [...deliveries];
  let sent = 0;
  const ended = Promise.all(
    Array.from({ length: to.concurrency }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        if (await deliver(next, to)) sent += 1;
        else queue.push(next);
      }
    }),
  );
  return { ended, sent: () => sent };
}

async function deliver({ event, form }: Delivery, to: { url: string; token: string }): Promise<boolean> {
  if ("push" in event) {
    const { path, headers, body } = event[form];
    const answer = await fetch(to.url + path, { method: "POST", headers, body: Buffer.from(body) });
    expect(answer.status).toBe(200);
    return true;
  }
  const [row] = await rawSql()<{ id: string }[]>`select id from orders where external_id = ${orderNumber(event.order)}`;
  if (!row) {
    await new Promise((wake) => setTimeout(wake, UNKNOWN_ORDER_PAUSE_MS));
    return false;
  }
  const answer = await fetch(`${to.url}/api/v1/orders/${row.id}/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${to.token}`, "content-type": "application/json" },
    body: JSON.stringify({ events: [event.api] }),
  });
  expect(answer.status).toBe(200);
  return true;
}
