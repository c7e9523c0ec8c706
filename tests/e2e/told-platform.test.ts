import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { NO_FAULTS } from "@/lib/sandbox/core/faults";
import { startGenericPlatform } from "@/lib/sandbox/servers/generic-platform";
import { createToken } from "@/lib/security/use-cases/create-token";
import { type ConsoleWorld, openConsole } from "../support/console-world";
import { incomingOrder } from "../support/incoming-order";
import { testOrderBook } from "../support/order-book";
import { testCtx } from "../support/shops";

const books = testOrderBook();
let world: ConsoleWorld;
let platform: Awaited<ReturnType<typeof startGenericPlatform>>;
let token: string;

beforeAll(async () => {
  const secret = "secret-of-the-own-site-0123456789";
  platform = await startGenericPlatform({ apps: [{ appKey: "own", appSecret: secret, book: books.book }], faults: { ...NO_FAULTS } });
  world = await openConsole(async () => {
    token = (await createToken(testCtx(), { name: "e2e", role: "admin" })).token;
  });
  await call("/shops", {
    platform: "generic",
    name: "自营站",
    code: "own",
    app_key: "own",
    app_secret: secret,
    settings: { api_base_url: platform.url },
  });
});
afterEach(() => world.closeWindows());
afterAll(async () => {
  await world?.close();
  await platform?.close();
});

async function call(path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(
    `${world.app.url}/api/v1${path}`,
    body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) },
  );
  const json = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(json)}`);
  return json;
}

/** An order that left in a parcel, as a warehouse says it. */
async function shipped(externalId: string, number: string): Promise<string> {
  const { results } = await call("/orders", { orders: [incomingOrder({ shop: "own", external_id: externalId })] });
  const id = String(results[0].order_id);
  const data = { carrier: "zhongtong", tracking_number: number };
  const event = { type: "outbound_scan", occurred_at: new Date().toISOString(), source_event_id: number, data };
  await call(`/orders/${id}/events`, { events: [event] });
  return id;
}

const stateOf = async (orderId: string) => (await call(`/write-backs?order_id=${orderId}`)).write_backs[0]?.state;

test("a parcel scanned by the API is told to the shop's platform by the worker, and the order page says so", async () => {
  const id = await shipped("E-1", "7530001");
  await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe("sent");
  expect(books.shipments).toMatchObject([{ externalId: "E-1", carrier: "zhongtong", trackingNumber: "7530001" }]);
  const page = await world.open("ops", `/orders/${id}`);
  const told = page.getByRole("region", { name: "Told to the platform" });
  await told.getByText("Told", { exact: true }).waitFor();
  await told.getByText(/7530001/).waitFor();
  await page.getByText("Platform told").waitFor();
});

test("what the platform refuses says why on the order page and is sent again from there", async () => {
  books.state.refuse = "order is closed";
  const id = await shipped("E-2", "7530002");
  await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe("stopped");
  books.state.refuse = null;
  const page = await world.open("ops", `/orders/${id}`);
  const told = page.getByRole("region", { name: "Told to the platform" });
  await told.getByText(/order is closed/).waitFor();
  await told.getByRole("button", { name: /^Send .*7530002 to the platform again/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send again", exact: true }).click();
  await expect.poll(() => stateOf(id), { timeout: 30_000 }).toBe("sent");
});

test("a file with headings nobody knows asks for them once, and remembers them for the shop", async () => {
  const file = (number: string) => ({
    name: "orders.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`编号,时间戳,名目,几件,价\n${number},2026-11-20 09:05:00,杯子,1,9.9\n`),
  });
  const page = await world.open("ops", "/orders/import");
  await page.setInputFiles("input[type=file]", file("F-1"));
  await page.getByRole("button", { name: "Start import" }).click();
  await page.getByText("Still to be chosen: Placed at, Quantity, Title, Price").waitFor();
  expect(await page.getByRole("combobox", { name: "Heading for Order ID", exact: true }).inputValue()).toBe("编号");
  for (const [column, heading] of [
    ["Placed at", "时间戳"],
    ["Title", "名目"],
    ["Quantity", "几件"],
    ["Price", "价"],
  ]) {
    await page.getByRole("combobox", { name: `Heading for ${column}`, exact: true }).click();
    await page.getByRole("option", { name: heading, exact: true }).click();
  }
  await page.getByRole("button", { name: "Start import" }).click();
  await page.getByText("F-1", { exact: true }).waitFor();
  await page.setInputFiles("input[type=file]", file("F-2"));
  await page.getByRole("button", { name: "Start import" }).click();
  await page.getByText("F-2", { exact: true }).waitFor();
});
