import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { douyinPush } from "@/lib/sandbox/servers/push-requests";
import { arrives, loadsOf } from "../support/arrives";
import { type ConsoleWorld, openConsole } from "../support/console-world";
import { testDetail } from "../support/douyin-world";
import { placeRecent } from "../support/recent-order";
import { TEST_APP, testShop } from "../support/shops";

const PUSHED = "6917000000000000101";
const LATER = "6917000000000000202";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole(async () => {
    await testShop({ code: "dy", name: "抖音旗舰店", settings: { buffer_minutes: 240 } });
    await placeRecent(
      Array.from({ length: 80 }, (_, index) => ({
        shop: "dy",
        external_id: `OLD-${index + 1}`,
        minutesAgo: 600 + index,
        status: "completed" as const,
      })),
    );
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("a signed Douyin push shows in an open list without a reload, and the next one moves the order on", async () => {
  const list = await openList();
  const loads = loadsOf(list);
  const placed = Math.floor(Date.now() / 1000) - 120;
  await push(PUSHED, { orderStatus: 1, createTime: placed, payTime: 0, updateTime: placed });
  await arrives(list.getByRole("row", { name: new RegExp(`${PUSHED} Unpaid`) }));
  await push(PUSHED, { orderStatus: 2, createTime: placed, payTime: placed + 60, updateTime: placed + 60 });
  await arrives(list.getByRole("row", { name: new RegExp(`${PUSHED} In review`) }));
  expect(loads()).toBe(0);
});

test("while somebody reads further down, new orders are counted and let the rows stand", async () => {
  const list = await openList();
  const region = list.getByRole("region", { name: "Orders" });
  await region.press("End");
  await region.getByRole("link", { name: "OLD-80" }).waitFor();
  await push(LATER, { createTime: Math.floor(Date.now() / 1000) - 60 });
  await arrives(region.getByRole("button", { name: "1 new" }));
  expect(await region.getByRole("link", { name: "OLD-80" }).isVisible()).toBe(true);
  await region.getByRole("button", { name: "1 new" }).click();
  await region.getByRole("link", { name: LATER }).waitFor();
});

test("a push whose signature does not fit changes nothing", async () => {
  const list = await openList();
  const total = await list.getByText(/^\d+ orders$/).textContent();
  const request = pushOf("6917000000000000303", { createTime: Math.floor(Date.now() / 1000) });
  const answer = await send({ ...request, headers: { ...request.headers, "event-sign": "0".repeat(32) } });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  await list.reload();
  expect(await list.getByText(/^\d+ orders$/).textContent()).toBe(total);
});

async function openList(): Promise<Page> {
  const list = await world.open("ops", "/orders");
  await list.getByRole("status", { name: "Live" }).waitFor();
  return list;
}

type Detail = Omit<Parameters<typeof testDetail>[0], "orderId">;

function pushOf(orderId: string, change: Detail) {
  const detail = testDetail({ orderId, ...change });
  const tag = String(99 + (change.orderStatus ?? 2));
  return douyinPush({
    shopCode: "dy",
    ...TEST_APP,
    messages: [{ tag, msgId: `${orderId}:${tag}`, data: { p_id: orderId, shop_order_detail: detail } }],
  });
}

async function push(orderId: string, change: Detail): Promise<void> {
  const answer = await send(pushOf(orderId, change));
  expect(answer.status).toBe(200);
}

function send({ path, headers, body }: ReturnType<typeof pushOf>): Promise<Response> {
  return fetch(world.app.url + path, { method: "POST", headers, body: Buffer.from(body) });
}
