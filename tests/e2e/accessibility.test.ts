import { readdirSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type ConsoleWorld, emailOf, openConsole, PASSWORD } from "../support/console-world";
import { consolePages, makePageWorld, type PageWorld } from "../support/page-world";

const CONSOLE = path.resolve(import.meta.dirname, "../../app/(console)");
const LOCALES = ["zh-CN", "en"] as const;
/** Thirty looks at whole pages, on a machine that does other things too. */
const LOOKS_MS = 400_000;

let world: ConsoleWorld;
let made: PageWorld;
beforeAll(async () => {
  world = await openConsole(async (as) => {
    made = await makePageWorld(as);
  });
});
afterEach(() => world.closeWindows());
afterAll(() => world.close());

test("every page that the console has is among those looked at", () => {
  const files = readdirSync(CONSOLE, { recursive: true }).map(String);
  const routes = files.filter((file) => path.basename(file) === "page.tsx").map((file) => path.dirname(file));
  const patterns = routes.map((route) => new RegExp(`^/${route.replace("[id]", "[0-9a-f-]{36}")}$`));
  const looked = consolePages(made).map((address) => new URL(address, "http://console").pathname);
  expect(patterns.length).toBeGreaterThan(10);
  expect(patterns.filter((pattern) => !looked.some((pathname) => pattern.test(pathname)))).toEqual([]);
});

test.each(LOCALES)(
  "axe finds nothing on any page in %s, by day and by night",
  async (locale) => {
    const page = await world.open("admin", "/overview", { locale });
    const found: string[] = [];
    for (const address of consolePages(made)) {
      await page.goto(address);
      await settled(page);
      found.push(...(await looks(page, address)));
    }
    const stranger = await world.open(null, "/login", { locale });
    found.push(...(await looks(stranger, "/login")));
    expect(found).toEqual([]);
  },
  LOOKS_MS,
);

test.each(LOCALES)("axe finds nothing in the dialogs in %s", async (locale) => {
  const words = DIALOGS[locale];
  const page = await world.open("admin", `/merging?suggestion=${made.pair.suggestionId}`, { locale });
  await page.getByRole("link", { name: /PAIR-1/ }).waitFor();
  await page.keyboard.press("r");
  await page.getByRole("dialog").waitFor();
  const found = await looks(page, "reject dialog");
  await page.goto(`/orders/${made.orderId}`);
  await page.getByRole("button", { name: words.takeOut }).click();
  await page.getByRole("dialog").waitFor();
  found.push(...(await looks(page, "un-merge dialog")));
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("tab", { name: words.change, exact: true }).click();
  await page.getByRole("button", { name: words.request }).click();
  await page.getByRole("dialog").waitFor();
  found.push(...(await looks(page, "change form")));
  expect(found).toEqual([]);
});

test("the keyboard alone signs in, goes to the board and merges a pair", async () => {
  const page = await world.open(null, "/login");
  await page.getByRole("button", { name: "Sign in" }).and(page.locator(":enabled")).waitFor();
  await page.keyboard.type(emailOf("warehouse_supervisor"));
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  const merging = page.getByRole("navigation", { name: "Main navigation" }).getByRole("link", { name: "Merging" });
  await merging.waitFor();
  await tabTo(page, "Merging");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Open order PAIR-1" }).waitFor();
  await page.keyboard.press("a");
  await page
    .getByText(/^Merged as /)
    .first()
    .waitFor();
});

const DIALOGS = {
  en: { takeOut: "Take out", change: "Change", request: "Request a change" },
  "zh-CN": { takeOut: "拆回", change: "改单", request: "提改单" },
};

/** Nothing is being fetched or drawn any more. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await expect.poll(() => page.locator("[aria-busy=true], .mantine-Skeleton-root").count()).toBe(0);
}

/** What axe finds: every rule by day, and by night, when the same document has other colours, the one about contrast. */
async function looks(page: Page, name: string): Promise<string[]> {
  return [
    ...(await violations(page, { name, colorScheme: "light", axe: new AxeBuilder({ page }) })),
    ...(await violations(page, { name, colorScheme: "dark", axe: new AxeBuilder({ page }).withRules("color-contrast") })),
  ];
}

type Look = { name: string; colorScheme: "light" | "dark"; axe: AxeBuilder };

/** A dialog that is still fading in has no colours of its own yet: what is found there is looked for again. */
async function violations(page: Page, { name, colorScheme, axe }: Look): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
  const analyse = async () => (await axe.setLegacyMode().analyze()).violations;
  const first = await analyse();
  const found = first.length === 0 ? [] : await analyse();
  return found.map(({ id, nodes }) => `${name} (${colorScheme}) ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Presses Tab until the link of this name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    if (focused === name) return;
  }
  throw new Error(`Forty presses of Tab do not reach "${name}".`);
}
