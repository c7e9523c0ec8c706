import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { approveMerge } from "@/lib/merging/use-cases/approve-merge";
import { type ConsoleWorld, openConsole } from "../support/console-world";
import { type Pair, suggestedPair } from "../support/merging-pairs";
import { testShop } from "../support/shops";

let world: ConsoleWorld;
let merged: Pair;
beforeAll(async () => {
  world = await openConsole(async (as) => {
    await testShop({ code: "dy", name: "抖音旗舰店", settings: { buffer_minutes: 240 } });
    await suggestedPair({ shop: "dy", surname: "赵", numbers: ["DESK-1", "DESK-2"] });
    await suggestedPair({ shop: "dy", surname: "钱", numbers: ["PHONE-1", "PHONE-2"] });
    await suggestedPair({ shop: "dy", surname: "孙", numbers: ["NO-1", "NO-2"] });
    await suggestedPair({ shop: "dy", surname: "李", numbers: ["OPEN-1", "OPEN-2"] });
    merged = await suggestedPair({ shop: "dy", surname: "周", numbers: ["GROUP-1", "GROUP-2"] });
    await approveMerge(as("warehouse_supervisor"), { suggestion_id: merged.suggestionId });
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("a pair is seen side by side with its reasons, and the A key merges it", async () => {
  const page = await world.open("warehouse_supervisor", "/merging");
  await card(page, "赵").click();
  const sides = page.getByRole("region", { name: "Orders side by side" });
  await sides.getByRole("link", { name: "Open order DESK-1" }).waitFor();
  await sides.getByRole("link", { name: "Open order DESK-2" }).waitFor();
  for (const part of ["Name", "Phone", "Province", "City", "District", "Address"]) {
    await sides.getByRole("row", { name: new RegExp(`^${part} Equal `) }).waitFor();
  }
  await page.getByText("Phone, name and address are identical once normalised.").waitFor();
  await page
    .getByText(/rules passed/)
    .first()
    .waitFor();
  await page.keyboard.press("a");
  await card(page, "赵")
    .getByText(/^Merged as /)
    .waitFor();
  expect(await card(page, "赵").getAttribute("aria-current")).toBeNull();
  await page.goto("/orders?merged=true");
  await page.getByRole("link", { name: "DESK-1" }).click();
  const group = page.getByRole("region", { name: "Merge group" });
  await group.getByText("2 orders in it").waitFor();
  await group.getByRole("link", { name: "DESK-2" }).waitFor();
  await page.getByRole("tabpanel", { name: "Story" }).getByText("Merge approved").waitFor();
});

test("on a phone 390 px wide a supervisor goes from the overview to the pair and merges it by touch", async () => {
  const page = await world.open("warehouse_supervisor", "/overview", { width: 390, height: 844, touch: true, locale: "zh-CN" });
  await page.getByRole("link", { name: /合单 .*钱\*\*/ }).tap();
  await page.getByRole("link", { name: /PHONE-1/ }).waitFor();
  await page.getByRole("button", { name: "合并发货" }).tap();
  await expect.poll(() => page.getByRole("link", { name: /PHONE-1/ }).count()).toBe(0);
  await page.goto("/merging");
  await page.getByRole("radiogroup").getByText("已决定").tap();
  await page.getByRole("link", { name: /PHONE-1/ }).waitFor();
});

test("a rejection asks why, keeps the reason, and the pair is not suggested again", async () => {
  const page = await world.open("warehouse_supervisor", "/merging");
  await card(page, "孙").click();
  await page.getByRole("link", { name: "Open order NO-1" }).waitFor();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Why not merge?" });
  const reason = dialog.getByRole("textbox", { name: "Reason" });
  await reason.press("Enter");
  await dialog.getByText("Give a reason").waitFor();
  await reason.fill("两家邻居，地址写错了");
  await reason.press("Enter");
  await card(page, "孙").getByText("Rejected").waitFor();
  await page.reload();
  await card(page, "李").waitFor();
  expect(await card(page, "孙").count()).toBe(0);
  await page.getByRole("radiogroup", { name: "State" }).getByText("Decided").click();
  await card(page, "孙").click();
  await page.getByText("Reason: 两家邻居，地址写错了").waitFor();
});

test("taking a group apart on an order's page sets its orders free again and says so", async () => {
  const page = await world.open("warehouse_supervisor", `/orders/${merged.orderIds[0]}`);
  const group = page.getByRole("region", { name: "Merge group" });
  await group.getByText("Free: the label is not printed yet.").waitFor();
  await group.getByRole("button", { name: "Take out" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("买家要分开收");
  await dialog.getByRole("button", { name: "Dissolve the group" }).click();
  await page.getByText("Taken out", { exact: true }).waitFor();
  await page.getByRole("tabpanel", { name: "Story" }).getByText("Taken out of the group").waitFor();
  await page.goto("/orders?merged=true");
  await page.getByRole("heading", { name: "Orders" }).waitFor();
  expect(await page.getByRole("link", { name: /GROUP-/ }).count()).toBe(0);
});

test("who may not decide sees the pair, and the button says why", async () => {
  const page = await world.open("agent", "/merging");
  await card(page, "李").click();
  await page.getByRole("link", { name: "Open order OPEN-1" }).waitFor();
  expect(await page.getByRole("button", { name: "Merge", exact: true }).isDisabled()).toBe(true);
  await page.getByText("Only warehouse supervisors and administrators decide on merges").waitFor();
  await page.keyboard.press("a");
  await page.reload();
  await card(page, "李").getByText("2 orders").waitFor();
});

function card(page: Page, surname: string) {
  return page.getByRole("navigation", { name: "Merge suggestions" }).getByRole("button", { name: new RegExp(`^${surname}\\*\\*`) });
}
