import { POST as tellFacts } from "@/app/api/v1/orders/[id]/events/route";
import { POST as channelPost } from "@/app/api/webhooks/channels/[shop]/route";
import { POST as courierPost } from "@/app/api/webhooks/couriers/[provider]/[secret]/route";
import { rawSql } from "@/db/client";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { relayEvents } from "@/lib/events/use-cases/relay-events";
import { systemCtx } from "@/lib/shared/context";
import { HANDLERS } from "@/lib/worker/handlers";
import { createTestDatabase } from "../support/test-database";
import { makeChaosWorld, type Outcome, outcomes, suggestions } from "./chaos-world";
import { orderNumber, type TradeEvent } from "./trade";

const ORDERS_AT_ONCE = 10;
const RELAY_BATCH = 200;
const ctx = systemCtx("chaos");

/** What should come out: each order's events one after the other, each worked off before the next, through the same routes and verbs in this process. */
export async function inOrderRun(perOrder: TradeEvent[][]): Promise<{ outcomes: Outcome[]; suggestions: string[] }> {
  const db = await createTestDatabase();
  try {
    const token = await makeChaosWorld();
    const queue = [...perOrder];
    await Promise.all(
      Array.from({ length: ORDERS_AT_ONCE }, async () => {
        for (let events = queue.shift(); events; events = queue.shift()) for (const event of events) await take(event, token);
      }),
    );
    await relayAll();
    return { outcomes: await outcomes(), suggestions: await suggestions() };
  } finally {
    await db.drop();
  }
}

async function take(event: TradeEvent, token: string): Promise<void> {
  if (!("push" in event)) return tell(event, token);
  const { path, headers, body } = event.push;
  const request = new Request(`http://test${path}`, { method: "POST", headers, body: Buffer.from(body) });
  const [, , , source, first = "", second = ""] = path.split("/");
  const answer =
    source === "channels"
      ? await channelPost(request, { params: Promise.resolve({ shop: first }) })
      : await courierPost(request, { params: Promise.resolve({ provider: first, secret: second }) });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  await workOff(event.key);
}

/** The order's own push: its earlier ones are all processed. */
async function workOff(key: string): Promise<void> {
  const open = await rawSql()<{ id: string; source: string }[]>`
    select id, source from inbox where state = 'received' and starts_with(dedupe_key, ${key})`;
  if (open.length !== 1) throw new Error(`${open.length} open pushes begin with "${key}".`);
  for (const { id, source } of open) await (source === "channel" ? processChannelPush : processCourierPush)(ctx, { inboxId: id });
}

async function tell(event: Extract<TradeEvent, { api: unknown }>, token: string): Promise<void> {
  const [row] = await rawSql()`select id from orders where external_id = ${orderNumber(event.order)}`;
  const request = new Request(`http://test/api/v1/orders/${row?.id}/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ events: [event.api] }),
  });
  const answer = await tellFacts(request, { params: Promise.resolve({ id: row?.id }) });
  if (answer.status !== 200) throw new Error(`the API answered ${answer.status}: ${await answer.text()}`);
}

async function relayAll(): Promise<void> {
  for (;;) {
    const rows = await rawSql()<{ id: string }[]>`select id from outbox_events where state = 'pending' order by created_at, id limit ${RELAY_BATCH}`;
    if (rows.length === 0) return;
    await relayEvents(ctx, { ids: rows.map((row) => row.id), handlers: HANDLERS });
  }
}
