import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ConsoleWorld, openConsole } from "../support/console-world";
import { consolePages, makePageWorld, type PageWorld } from "../support/page-world";

const PHONE = { width: 360, height: 740, touch: true } as const;

let world: ConsoleWorld;
let made: PageWorld;
beforeAll(async () => {
  world = await openConsole(async (as) => {
    made = await makePageWorld(as);
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test.each(["zh-CN", "en"] as const)("no page in %s scrolls sideways at 360 px", async (locale) => {
  const page = await world.open("admin", "/overview", { ...PHONE, locale });
  const wide: string[] = [];
  for (const path of ["/login", ...consolePages(made)]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const width = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));
    if (width > PHONE.width) wide.push(`${path} is ${width} px wide`);
  }
  expect(wide).toEqual([]);
});

test("a supervisor opens the menu, goes to the board and merges by touch at 360 px", async () => {
  const page = await world.open("warehouse_supervisor", "/overview", PHONE);
  await page.getByRole("button", { name: "Open menu" }).tap();
  await page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Merging" }).tap();
  await page.getByRole("link", { name: "Open order PAIR-1" }).waitFor();
  await page.getByRole("button", { name: "Merge", exact: true }).tap();
  await expect.poll(() => page.getByRole("link", { name: "Open order PAIR-1" }).count()).toBe(0);
  await page.goto(`/orders/${made.pair.orderIds[0]}`);
  await page.getByRole("region", { name: "Merge group" }).getByText("2 orders in it").waitFor();
});

test("a supervisor of the agents approves a change by touch at 360 px", async () => {
  const page = await world.open("agent_supervisor", "/versions", PHONE);
  await page.getByRole("link", { name: /CHANGE-1/ }).tap();
  await page.getByRole("region", { name: "Before and after" }).getByText("深圳市").first().waitFor();
  await page.getByRole("button", { name: "Approve" }).tap();
  await page.getByText("Approved: the order is at version 2 now").waitFor();
});
