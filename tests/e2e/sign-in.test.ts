import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Role } from "@/lib/shared/role";
import { type ConsoleWorld, emailOf, openConsole, PASSWORD } from "../support/console-world";
import { placeRecent } from "../support/recent-order";
import { testShop } from "../support/shops";

const ALWAYS = ["Overview", "Orders", "Merging", "Changes"];
const WATCH = ["Alerts", "Sync", "Shops"];
const RAIL: Record<Role, string[]> = {
  ops: [...ALWAYS, "Customers", ...WATCH, "Operations"],
  warehouse_supervisor: [...ALWAYS, "Customers", ...WATCH],
  agent: [...ALWAYS, "Customers", ...WATCH],
  agent_supervisor: [...ALWAYS, "Customers", ...WATCH],
  finance: [...ALWAYS, ...WATCH, "Audit"],
  auditor: [...ALWAYS, "Customers", ...WATCH, "Operations", "Audit"],
  admin: [...ALWAYS, "Customers", ...WATCH, "Operations", "Audit", "Settings"],
};
const roles = Object.keys(RAIL) as Role[];

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole(async () => {
    await testShop({ code: "dy", name: "抖音旗舰店", settings: { buffer_minutes: 240 } });
    await placeRecent([{ shop: "dy", external_id: "SEEN-1" }]);
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("whoever is not signed in is asked to, and comes to where they were going", async () => {
  const page = await world.open(null, "/orders?platform=douyin");
  await page.waitForURL((address) => address.pathname === "/login");
  await enter(page, { email: emailOf("agent"), password: PASSWORD });
  await page.waitForURL((address) => address.pathname + address.search === "/orders?platform=douyin");
  await page.getByRole("link", { name: "SEEN-1" }).waitFor();
});

test("a wrong password and an unknown person get the same answer", async () => {
  const page = await world.open(null, "/login");
  const answers: (string | null)[] = [];
  for (const who of [
    { email: emailOf("finance"), password: "not the password" },
    { email: "nobody@example.test", password: PASSWORD },
  ]) {
    await page.reload();
    await enter(page, who);
    answers.push(await page.getByRole("alert").filter({ hasText: "not right" }).textContent());
  }
  expect(answers[0]).toMatch(/^E-mail or password is not right/);
  expect(answers[1]).toBe(answers[0]);
  expect(new URL(page.url()).pathname).toBe("/login");
});

test.each(roles)("the rail of %s shows what the role may open, and nothing else", async (role) => {
  const page = await world.open(role, "/merging");
  const links = page.getByRole("navigation", { name: "Main navigation" }).getByRole("link");
  await links.first().waitFor();
  const names = await links.evaluateAll((found) => found.map((link) => link.getAttribute("aria-label")));
  expect(names).toEqual(RAIL[role]);
});

test("a page that the role may not open shows none of it when visited directly", async () => {
  for (const [role, path, secret] of [
    ["agent", "/settings", emailOf("admin")],
    ["finance", "/customers", "138****8000"],
  ] as const) {
    const page = await world.open(role, path);
    await page.getByRole("heading", { name: "No such page or record" }).waitFor();
    expect(await page.content()).not.toContain(secret);
  }
});

test("the language that a person chose stays: on the next page, and in another browser", async () => {
  const page = await world.open("auditor", "/orders");
  await page.getByRole("button", { name: "切换到中文" }).click();
  await page.getByRole("heading", { name: "订单", level: 1 }).waitFor();
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "合单" }).click();
  await page.getByRole("heading", { name: "合单", level: 1 }).waitFor();
  const elsewhere = await world.open("auditor", "/merging", { locale: "own" });
  await elsewhere.getByRole("heading", { name: "合单", level: 1 }).waitFor();
});

test("after signing out the console is shut, also for the page that was open", async () => {
  const page = await world.open(null, "/login");
  await enter(page, { email: emailOf("ops"), password: PASSWORD });
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL((address) => address.pathname === "/login");
  await page.goto("/orders");
  await page.waitForURL((address) => address.pathname === "/login");
  const answer = await page.request.get("/api/v1/orders");
  expect(answer.status()).toBe(401);
});

async function enter(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
