import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { arrives, loadsOf } from "../support/arrives";
import { type ConsoleWorld, openConsole } from "../support/console-world";
import { placeRecent } from "../support/recent-order";
import { testShop } from "../support/shops";

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole(async () => {
    await testShop({ code: "own", platform: "generic", name: "自营商城", settings: { buffer_minutes: 240 } });
    await placeRecent([{ shop: "own", external_id: "KNOWN-1", minutesAgo: 30 }]);
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("an order entered by hand opens, and stands in another person's open list without a reload", async () => {
  const list = await openList("?q=HAND-1");
  await list.getByText("No order fits these filters").waitFor();
  const loads = loadsOf(list);
  const form = await world.open("agent", "/orders/new");
  await form.getByRole("textbox", { name: "Order number" }).fill("HAND-1");
  await form.getByRole("textbox", { name: "Receiver" }).fill("李小满");
  await form.getByRole("textbox", { name: "Phone" }).fill("139 0000 1234");
  await form.getByRole("combobox", { name: "Province" }).fill("浙江");
  await form.getByRole("option", { name: "浙江省" }).click();
  await form.getByRole("textbox", { name: "City" }).fill("杭州市");
  await form.getByRole("textbox", { name: "Street address" }).fill("文三路 9 号 1 幢 101");
  await form.getByRole("textbox", { name: "Title" }).fill("保温杯");
  await form.getByRole("textbox", { name: "Unit price (CNY)" }).fill("59.5");
  await form.getByRole("textbox", { name: "Quantity" }).fill("2");
  await form.getByRole("button", { name: "Create order" }).click();
  await form.getByRole("heading", { name: "HAND-1", level: 1 }).waitFor();
  await form.getByRole("region", { name: "Lines" }).getByRole("row", { name: "Paid 119.00" }).waitFor();
  await arrives(list.getByRole("link", { name: "HAND-1" }));
  expect(loads()).toBe(0);
});

test("a field that is missing or wrong is told beside it, and a number that is taken is refused", async () => {
  const form = await world.open("agent", "/orders/new");
  await form.getByRole("textbox", { name: "Order number" }).fill("KNOWN-1");
  await form.getByRole("textbox", { name: "Receiver" }).fill("李小满");
  await form.getByRole("textbox", { name: "Phone" }).fill("12");
  await form.getByRole("combobox", { name: "Province" }).fill("浙江");
  await form.getByRole("option", { name: "浙江省" }).click();
  await form.getByRole("textbox", { name: "City" }).fill("杭州市");
  await form.getByRole("textbox", { name: "Street address" }).fill("文三路 9 号");
  await form.getByRole("textbox", { name: "Title" }).fill("保温杯");
  await form.getByRole("button", { name: "Create order" }).click();
  await form.getByText("Enter a whole phone number").waitFor();
  await form.getByRole("textbox", { name: "Phone" }).fill("13900001234");
  await form.getByRole("button", { name: "Create order" }).click();
  await form.getByRole("alert").filter({ hasText: "The shop has an order KNOWN-1 already" }).waitFor();
});

test("a file is imported with its progress and a result for each row, and its orders arrive in an open list", async () => {
  const list = await openList("");
  await list.getByRole("link", { name: "KNOWN-1" }).waitFor();
  const loads = loadsOf(list);
  const page = await world.open("ops", "/orders/import");
  await page.getByLabel("Choose a file").setInputFiles({ name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(csv()) });
  await page.getByRole("button", { name: "Start import" }).click();
  await page.getByText("3 of 3 rows done").waitFor();
  const rows = page.getByRole("table").filter({ hasText: "Reason" });
  await page.getByRole("radio", { name: "Rejected" }).press("Space");
  await rows.getByRole("row", { name: /CSV-3 Rejected .*“much” is not an amount in yuan/ }).waitFor();
  await page.getByRole("radio", { name: "All" }).press("Space");
  await rows.getByRole("row", { name: /CSV-1 Created/ }).waitFor();
  await rows.getByRole("row", { name: /CSV-2 Created/ }).waitFor();
  await arrives(list.getByRole("link", { name: "CSV-1" }));
  await arrives(list.getByRole("link", { name: "CSV-2" }));
  expect(await list.getByRole("link", { name: "CSV-3" }).count()).toBe(0);
  expect(loads()).toBe(0);
});

test("who may not enter or import orders reads why", async () => {
  const form = await world.open("finance", "/orders/new");
  await form.getByText("Your role may not create orders").waitFor();
  expect(await form.getByRole("button", { name: "Create order" }).isDisabled()).toBe(true);
  await form.goto("/orders/import");
  await form.getByRole("status", { name: "Live" }).waitFor();
  await form.getByRole("button", { name: "Start import" }).hover();
  await form.getByText("Only Operations and Administrators import orders").waitFor();
});

async function openList(search: string): Promise<Page> {
  const list = await world.open("ops", `/orders${search}`);
  await list.getByRole("status", { name: "Live" }).waitFor();
  return list;
}

function csv(): string {
  const head = "Order ID,Placed at,Paid at,Status,Title,SKU,Quantity,Price,Paid,Receiver,Phone,Province,City,District,Address";
  const row = (id: string, price: string, phone: string) =>
    `${id},2026-11-25 09:05:00,2026-11-25 09:06:10,paid,保温杯,BW-500,1,${price},59.00,张三,${phone},浙江省,杭州市,西湖区,文三路 1 号`;
  return [head, row("CSV-1", "59.00", "13800138001"), row("CSV-2", "59.00", "13800138002"), row("CSV-3", "much", "13800138003")].join("\n");
}
