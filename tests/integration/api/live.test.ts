import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/live/route";
import { rawSql } from "@/db/client";
import { relayEvents } from "@/lib/events/use-cases/relay-events";
import { tellLive } from "@/lib/events/use-cases/tell-live";
import { apiWorld } from "../../support/api-world";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
const open: AbortController[] = [];
beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "live", platform: "generic" });
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});
afterAll(() => world.drop());

type Frame = { id: number; event: string; data: { type?: string; payload?: { order_id?: string }; reset?: boolean } };

/** A browser on the stream; `next` waits for the next frame that is no beat. */
async function connect(headers: Record<string, string> = {}) {
  const controller = new AbortController();
  open.push(controller);
  const authorization = `Bearer ${world.tokenOf("agent")}`;
  const response = await GET(new Request("http://test/api/live", { headers: { authorization, ...headers }, signal: controller.signal }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<Frame> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end < 0) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error("The stream ended.");
        text += chunk.value;
        continue;
      }
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split("\n")
          .map((line) => line.split(/: (.*)/s, 2)),
      );
      text = text.slice(end + 2);
      if (fields.event !== "beat") return { id: Number(fields.id), event: fields.event, data: JSON.parse(fields.data) };
    }
  };
  return { response, next, cut: () => controller.abort() };
}

let made = 0;
/** An order comes in and the relay tells about it; answers its id. */
async function happen(): Promise<string> {
  made += 1;
  const { body } = await world.call("ops", "POST /orders", { body: { orders: [incomingOrder({ shop: "live", external_id: `V-${made}` })] } });
  const rows = await rawSql()<{ id: string }[]>`select id from outbox_events where state = 'pending'`;
  await relayEvents(testCtx(), { ids: rows.map(({ id }) => id), handlers: [tellLive] });
  return body.results[0].order_id;
}

test("the stream is for whoever may read, and is never kept by a proxy", async () => {
  const nobody = await GET(new Request("http://test/api/live"));
  expect([nobody.status, nobody.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
  const { response } = await connect();
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("cache-control")).toContain("no-store");
});

test("what happens is told with growing ids, as ids and states without anybody's data", async () => {
  const stream = await connect();
  expect(await stream.next()).toMatchObject({ event: "hello", data: { reset: false } });
  const first = await happen();
  const told = await stream.next();
  expect(told).toMatchObject({ event: "message", data: { type: "order.created", payload: { order_id: first } } });
  expect(JSON.stringify(told)).not.toMatch(/张三丰|13812348000|文三路/);
  await happen();
  expect((await stream.next()).id).toBeGreaterThan(told.id);
});

test("a browser that was away resumes after its last id: no gap and nothing twice", async () => {
  const before = await connect();
  await before.next();
  await happen();
  const { id } = await before.next();
  before.cut();
  const missed = [await happen(), await happen()];
  const again = await connect({ "last-event-id": String(id) });
  const hello = await again.next();
  expect(hello.data.reset).toBe(false);
  expect((await again.next()).data.payload?.order_id).toBe(missed[0]);
  expect((await again.next()).data.payload?.order_id).toBe(missed[1]);
  const fresh = await happen();
  expect((await again.next()).data.payload?.order_id).toBe(fresh);
});

test("cut off right after hello it still loses nothing: hello's own id stands before what was missed", async () => {
  const start = await connect();
  const { id } = await start.next();
  start.cut();
  const missed = await happen();
  const hello = await (await connect({ "last-event-id": String(id) })).next();
  const again = await connect({ "last-event-id": String(hello.id) });
  const seen: Frame[] = [await again.next()];
  while (seen.at(-1)?.data.payload?.order_id !== missed) seen.push(await again.next());
  expect(seen.map((frame) => frame.id)).toEqual(seen.map((_, index) => hello.id + index));
});

test("a hole that can no longer be filled is said: the page must read again", async () => {
  await happen();
  await rawSql()`delete from live_events where id < (select max(id) from live_events)`;
  expect((await (await connect({ "last-event-id": "1" })).next()).data.reset).toBe(true);
  expect((await (await connect({ "last-event-id": "999999999" })).next()).data.reset).toBe(true);
  expect((await (await connect({ "last-event-id": "junk'--" })).next()).data.reset).toBe(false);
});
