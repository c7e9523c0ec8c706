import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/db/transaction";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { type ConsoleWorld, openConsole } from "../support/console-world";
import { minutesAgo, placeRecent } from "../support/recent-order";
import { testCtx, testShop } from "../support/shops";

const DAY = 24 * 60;
const TRACKING = "SF1000000003";
const DEEP = 250;

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole(makeOrders);
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("each filter narrows the list, filters join, and clearing them brings everything back", async () => {
  const page = await world.open("ops", "/orders?shop=dy");
  await lists(page, ["FILTER-1", "FILTER-3"]);
  await choose(page, "Stage", "Shipped");
  await lists(page, ["FILTER-3"]);
  await page.getByRole("search").getByRole("button", { name: "Clear filters" }).click();
  await choose(page, "Shop", "自营商城");
  await lists(page, ["FILTER-2", "FILTER-4"]);
  await choose(page, "Province", "广东省");
  await lists(page, ["FILTER-2"]);
  await page.getByRole("search").getByRole("button", { name: "Clear filters" }).click();
  await choose(page, "Platform", "Douyin");
  await lists(page, ["FILTER-1", "FILTER-3"]);
  await page.getByRole("search").getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("tab", { name: "Stuck" }).click();
  await lists(page, ["FILTER-3"]);
  await page.getByRole("tab", { name: "All", exact: true }).click();
  await page.getByText(`${DEEP + 4} orders`).waitFor();
});

test("the time of placing is a filter too", async () => {
  const page = await world.open("ops", "/orders?shop=own");
  await lists(page, ["FILTER-2", "FILTER-4"]);
  await choose(page, "Placed", "Last 7 days");
  await lists(page, ["FILTER-2"]);
  await choose(page, "Placed", "Last 30 days");
  await lists(page, ["FILTER-2", "FILTER-4"]);
});

test("filters stand in the address, and whoever opens it sees the same list", async () => {
  const page = await world.open("ops", "/orders");
  await choose(page, "Platform", "Douyin");
  await page.getByRole("tab", { name: "Stuck" }).click();
  await lists(page, ["FILTER-3"]);
  const address = new URL(page.url());
  expect(Object.fromEntries(address.searchParams)).toEqual({ platform: "douyin", stuck: "true" });
  await page.reload();
  await lists(page, ["FILTER-3"]);
  const other = await world.open("agent", address.pathname + address.search);
  await lists(other, ["FILTER-3"]);
  expect(await other.getByRole("search").getByRole("combobox", { name: "Platform" }).inputValue()).toBe("Douyin");
});

test("an order is found by its number, its receiver's phone and its tracking number", async () => {
  const page = await world.open("agent", "/orders");
  for (const [asked, found] of [
    ["FILTER-4", "FILTER-4"],
    ["138 1111 0002", "FILTER-2"],
    [TRACKING, "FILTER-3"],
  ]) {
    await page.getByRole("textbox", { name: "Search orders" }).fill(asked as string);
    await page.keyboard.press("Enter");
    await lists(page, [found as string]);
  }
  await page.getByRole("textbox", { name: "Search orders" }).fill("NOBODY-1");
  await page.keyboard.press("Enter");
  await page.getByText("No order fits these filters").waitFor();
});

test("a row opens its order beside the list, the keys walk on, and the address keeps it", async () => {
  const page = await world.open("ops", "/orders?shop=dy");
  await page
    .getByRole("row", { name: /FILTER-1/ })
    .getByText("In review")
    .click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("heading", { name: "FILTER-1" }).waitFor();
  await drawer.getByText("138****0001").waitFor();
  const before = page.url();
  await page.keyboard.press("j");
  await drawer.getByRole("heading", { name: "FILTER-3" }).waitFor();
  await page.waitForURL((address) => address.href !== before);
  await page.reload();
  await drawer.getByRole("heading", { name: "FILTER-3" }).waitFor();
  await drawer.getByRole("button", { name: "Close" }).click();
  await drawer.waitFor({ state: "hidden" });
  await lists(page, ["FILTER-1", "FILTER-3"]);
});

test("a list of hundreds goes on to its end, page after page, with few rows in the document", async () => {
  const page = await world.open("ops", "/orders?shop=deep");
  await page.getByText(`${DEEP} orders`).waitFor();
  const cursors: string[] = [];
  page.on("request", (request) => {
    const cursor = new URL(request.url()).searchParams.get("cursor");
    if (cursor) cursors.push(cursor);
  });
  const list = page.getByRole("region", { name: "Orders" });
  const last = list.getByRole("link", { name: `DEEP-${DEEP}` });
  await expect
    .poll(async () => {
      await list.press("End");
      return last.isVisible();
    })
    .toBe(true);
  await list.getByText("That is all").waitFor();
  expect(new Set(cursors).size).toBe(2);
  expect(cursors).toHaveLength(2);
  expect(await list.getByRole("row").count()).toBeLessThanOrEqual(60);
});

/** Four orders that differ in every filter, and a shop of hundreds. */
async function makeOrders(): Promise<void> {
  await testShop({ code: "dy", name: "抖音旗舰店", settings: { buffer_minutes: 240 } });
  await testShop({ code: "own", platform: "generic", name: "自营商城", settings: { buffer_minutes: 240 } });
  await testShop({ code: "deep", platform: "jd", name: "京东专营店", settings: { buffer_minutes: 240 } });
  const [, , shipped] = await placeRecent([
    { shop: "dy", external_id: "FILTER-1", minutesAgo: 10, receiver: receiver(1) },
    { shop: "own", external_id: "FILTER-2", minutesAgo: 20, receiver: receiver(2, { province: "广东省", city: "深圳市", district: "南山区" }) },
    { shop: "dy", external_id: "FILTER-3", minutesAgo: 3 * DAY, receiver: receiver(3), status: "shipped" },
    { shop: "own", external_id: "FILTER-4", minutesAgo: 20 * DAY, receiver: receiver(4), status: "completed" },
  ]);
  await placeRecent(
    Array.from({ length: DEEP }, (_, index) => ({
      shop: "deep",
      external_id: `DEEP-${index + 1}`,
      minutesAgo: 60 + index,
      receiver: receiver(100 + index),
      status: "completed" as const,
    })),
  );
  const parcels = [{ carrier: "shunfeng", trackingNumber: TRACKING, shippedAt: new Date(minutesAgo(3 * DAY)) }];
  await withTransaction((tx) => linkParcels(tx, testCtx(), { orderId: shipped ?? "", parcels }));
  await detectStuckOrders(testCtx());
}

function receiver(number: number, place = { province: "浙江省", city: "杭州市", district: "西湖区" }) {
  return { name: "张三丰", phone: `1381111${String(number).padStart(4, "0")}`, address: `文三路${number}号2幢501室`, ...place };
}

/** Until the list shows these orders, in this order and no others. */
async function lists(page: Page, numbers: string[]): Promise<void> {
  const links = page.getByRole("region", { name: "Orders" }).getByRole("row").getByRole("link");
  await expect.poll(() => links.allInnerTexts()).toEqual(numbers);
}

async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole("search").getByRole("combobox", { name: filter, exact: true }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}
