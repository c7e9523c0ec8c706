import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { arrives } from "../support/arrives";
import { toShenzhen } from "../support/change-world";
import { type As, type ConsoleWorld, NAMES, openConsole } from "../support/console-world";
import { placeRecent } from "../support/recent-order";
import { testShop } from "../support/shops";

type Asked = { order: string; change: string };

let world: ConsoleWorld;
let fresh: string;
let asked: Asked;
let doubted: Asked;
let changed: Asked;
beforeAll(async () => {
  world = await openConsole(async (as) => {
    await testShop({ code: "own", platform: "generic", name: "自营商城", settings: { buffer_minutes: 240 } });
    const numbers = ["CHANGE-1", "CHANGE-2", "CHANGE-3", "CHANGE-4"];
    const ids = await placeRecent(numbers.map((external_id, index) => ({ shop: "own", external_id, receiver: receiver(index) })));
    const [first = "", second = "", third = "", fourth = ""] = ids;
    fresh = first;
    asked = await ask(as, second);
    doubted = await ask(as, third);
    changed = await ask(as, fourth);
    await approveChange(as("agent_supervisor"), { change_request_id: changed.change });
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("an agent sees what a new address changes and why it is risky before sending it, and the order says who edits it", async () => {
  const page = await world.open("agent", `/orders/${fresh}`);
  await page.getByRole("tab", { name: "Change" }).click();
  await page.getByRole("button", { name: "Request a change" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("combobox", { name: "Province" }).fill("广东省");
  await form.getByRole("textbox", { name: "City" }).fill("深圳市");
  await form.getByRole("textbox", { name: "District" }).fill("南山区");
  await form.getByRole("textbox", { name: "Address" }).fill("科技园南区 9 号");
  await form.getByRole("textbox", { name: "Reason" }).fill("买家搬家了");
  const preview = form.getByRole("region", { name: "Before you send" });
  await preview.getByRole("row", { name: "Province 浙江省 广东省" }).waitFor();
  await preview.getByText("Elevated risk").waitFor();
  await preview.getByText("Moves to another province: 浙江省 to 广东省").waitFor();
  await preview.getByText("Paid stays ¥128.00").waitFor();
  await form.getByRole("button", { name: "Send for approval" }).click();
  await page.getByText(/^Sent: Agent supervisor \/ Administrator decides by /).waitFor();
  await page.getByText(`${NAMES.agent} is editing this order`).waitFor();
  await page.getByRole("link", { name: "Open this change" }).click();
  await page.getByRole("heading", { name: "Move the address from 浙江省", level: 1 }).waitFor();
});

test("whoever asked cannot approve and reads why; a supervisor approves, and the asker's open page shows it", async () => {
  const own = await world.open("agent", `/versions/${asked.change}`);
  const verdict = own.getByRole("region", { name: "Approval" });
  await verdict.getByText("Nobody approves their own request: another supervisor decides").waitFor();
  expect(await verdict.getByRole("button", { name: "Approve" }).getAttribute("aria-disabled")).toBe("true");
  await own.getByRole("status", { name: "Live" }).waitFor();
  await own.keyboard.press("a");

  const page = await world.open("agent_supervisor", "/versions");
  const row = page.getByRole("row", { name: /CHANGE-2/ });
  await row.getByText("Elevated risk").waitFor();
  await row.getByRole("link").click();
  await page.getByRole("region", { name: "Before and after" }).getByRole("row", { name: "City 杭州市 深圳市" }).waitFor();
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Approved: the order is at version 2 now").waitFor();
  await arrives(own.getByText("Approved: the order is at version 2 now"));
});

test("a rejection gives its reason, and the order stays as it is", async () => {
  const page = await world.open("agent_supervisor", `/versions/${doubted.change}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Reject this change" });
  await dialog.getByRole("textbox", { name: /Reason/ }).fill("先请买家确认电话");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await page.getByText("Rejected: the order stays as it is").waitFor();
  await page.getByRole("link", { name: "Open the order" }).click();
  await page.getByRole("tab", { name: "Versions (1)" }).waitFor();
  await page.getByRole("tab", { name: "Change", exact: true }).click();
  await page.getByRole("tabpanel", { name: "Change" }).getByText("Rejected").waitFor();
});

test("a version shows what it changed, and restoring the one before makes a third with its content", async () => {
  const page = await world.open("agent_supervisor", `/orders/${changed.order}`);
  await page.getByRole("tab", { name: "Versions (2)" }).click();
  const versions = page.getByRole("tabpanel", { name: /Versions/ });
  await versions.getByRole("row", { name: "City 杭州市 深圳市" }).waitFor();
  await versions.getByRole("button", { name: /^Version 1 / }).click();
  await versions.getByRole("button", { name: "Restore this version" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore version 1?" });
  await dialog.getByRole("row", { name: "City 深圳市 杭州市" }).waitFor();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("买家改回原地址");
  await dialog.getByRole("button", { name: "Restore" }).click();
  await page.getByText("Restored: the order is at version 3 now").waitFor();
  await page.getByRole("tab", { name: "Versions (3)" }).waitFor();
  await page.getByRole("region", { name: "Receiver" }).getByText("杭州市").waitFor();
  await versions.getByRole("button", { name: /^Version 3 / }).click();
  await versions.getByText("Restored from version 1").waitFor();
});

test("who may not ask for a change reads why on the button", async () => {
  const page = await world.open("warehouse_supervisor", `/orders/${changed.order}`);
  await page.getByRole("tab", { name: "Change", exact: true }).click();
  await page.getByRole("button", { name: "Request a change" }).hover();
  await page.getByText("Your role cannot ask for changes").waitFor();
});

async function ask(as: As, order: string): Promise<Asked> {
  const { id } = await requestChange(as("agent"), { order_id: order, base_version: 1, actions: [toShenzhen], reason: "买家来电要求" });
  return { order, change: id };
}

/** Each order its own household, so that nothing is suggested for merging. */
function receiver(number: number) {
  const place = { province: "浙江省", city: "杭州市", district: "西湖区" };
  return { name: "张三丰", phone: `1371111000${number}`, address: `文三路${10 + number}号2幢501室`, ...place };
}
