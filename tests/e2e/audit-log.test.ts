import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import { approveMerge } from "@/lib/merging/use-cases/approve-merge";
import { rejectMerge } from "@/lib/merging/use-cases/reject-merge";
import { unmergeOrders } from "@/lib/merging/use-cases/unmerge-orders";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { toShenzhen } from "../support/change-world";
import { type As, type ConsoleWorld, NAMES, openConsole } from "../support/console-world";
import { suggestedPair } from "../support/merging-pairs";
import { placeRecent } from "../support/recent-order";
import { testCtx, testShop } from "../support/shops";

const PHONE = "13600000001";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole(work);
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("the auditor reads in plain words who merged, rejected, un-merged, asked and approved, and why", async () => {
  const page = await world.open("auditor", "/audit");
  const king = NAMES.warehouse_supervisor;
  await line(page, new RegExp(`${king} approved the merge of AUDIT-1.*AUDIT-2 into`)).waitFor();
  await line(page, new RegExp(`${king} un-merged .*AUDIT-1.*买家要分开收`)).waitFor();
  await line(page, new RegExp(`${king} rejected the merge of AUDIT-3.*AUDIT-4.*两家邻居`)).waitFor();
  await line(page, new RegExp(`${NAMES.agent} asked to change CHANGE-1.*Move the address from 浙江省.*买家来电要求`)).waitFor();
  await line(page, new RegExp(`${NAMES.agent_supervisor} approved the change of CHANGE-1 asked for by ${NAMES.agent}, now version 2`)).waitFor();
  await page.getByRole("region", { name: "Chain" }).getByText("Intact").waitFor();
});

test("the log is narrowed by person and by order, and its address shows the same to whoever opens it", async () => {
  const page = await world.open("auditor", "/audit");
  await page.getByRole("textbox", { name: "Order number" }).fill("CHANGE-1");
  await page.keyboard.press("Enter");
  await expect.poll(() => texts(page)).toSatisfy((found: string[]) => found.length >= 3 && found.every((text) => text.includes("CHANGE-1")));
  await page.getByRole("combobox", { name: "Who" }).click();
  await page.getByRole("option", { name: new RegExp(NAMES.agent_supervisor) }).click();
  const narrowed = (found: string[]) => found.length === 1 && /approved the change/.test(found[0] ?? "");
  await expect.poll(() => texts(page)).toSatisfy(narrowed);
  const { pathname, search } = new URL(page.url());
  const other = await world.open("finance", pathname + search);
  await expect.poll(() => texts(other)).toSatisfy(narrowed);
});

test("an entry opens what was before and after, with personal data masked", async () => {
  const page = await world.open("auditor", "/audit?order=CHANGE-1");
  await line(page, /asked to change/)
    .getByRole("button")
    .click();
  const entry = page.getByRole("dialog");
  await entry.getByRole("row", { name: "City 杭州市 深圳市" }).waitFor();
  await entry.getByRole("link", { name: "Order CHANGE-1" }).waitFor();
  const content = await page.content();
  expect(content).not.toContain(PHONE);
  expect(content).not.toContain("科技园南区9号");
  await page.reload();
  await entry.getByRole("row", { name: "City 杭州市 深圳市" }).waitFor();
});

/** One of everything that people decide, by the people who do. */
async function work(as: As): Promise<void> {
  await testShop({ code: "dy", name: "抖音旗舰店", settings: { buffer_minutes: 240 } });
  const warehouse = as("warehouse_supervisor");
  const merged = await suggestedPair({ shop: "dy", surname: "赵", numbers: ["AUDIT-1", "AUDIT-2"] });
  const { group_id } = await approveMerge(warehouse, { suggestion_id: merged.suggestionId });
  await unmergeOrders(warehouse, { group_id, order_ids: merged.orderIds.slice(0, 1), reason: "买家要分开收" });
  const apart = await suggestedPair({ shop: "dy", surname: "钱", numbers: ["AUDIT-3", "AUDIT-4"] });
  await rejectMerge(warehouse, { suggestion_id: apart.suggestionId, reason: "两家邻居" });
  const receiver = { name: "李四", phone: PHONE, province: "浙江省", city: "杭州市", district: "西湖区", address: "学院路 1 号" };
  const [order = ""] = await placeRecent([{ shop: "dy", external_id: "CHANGE-1", receiver }]);
  const { id } = await requestChange(as("agent"), { order_id: order, base_version: 1, actions: [toShenzhen], reason: "买家来电要求" });
  await approveChange(as("agent_supervisor"), { change_request_id: id });
  await sealAudit(testCtx());
}

function lines(page: Page) {
  return page.getByRole("list", { name: "Acts, newest first" }).getByRole("listitem");
}

function line(page: Page, said: RegExp) {
  return lines(page).filter({ hasText: said });
}

async function texts(page: Page): Promise<string[]> {
  return lines(page).allTextContents();
}
