import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser } from "./browser.mjs";

const USAGE = "usage: npm run screenshots -- --base http://127.0.0.1:3000 --email admin@demo.tongdan.local --password … [--only overview]";
const OUT = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "docs", "images");
/** Charts and lists come after the first paint. */
const SETTLE_MS = 4_000;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * name → where it is and how it is seen. `first` follows the first link of the page that fits it: ids are not known
 * beforehand. Every page is drawn in Chinese, those with `both` in English too.
 */
const PAGES = [
  { name: "login", at: "/login", anonymous: true },
  { name: "overview", at: "/overview", both: true },
  { name: "overview-dark", at: "/overview", dark: true },
  { name: "overview-phone", at: "/overview", phone: true },
  { name: "orders", at: "/orders", both: true },
  { name: "order", at: "/orders?status=delivered", first: 'main a[href^="/orders/0"]' },
  { name: "merging", at: "/merging", both: true },
  { name: "merging-phone", at: "/merging", phone: true },
  { name: "versions", at: "/versions" },
  { name: "versions-diff", at: "/versions", first: 'main a[href^="/versions/"]', both: true },
  { name: "customers", at: "/customers" },
  { name: "customer", at: "/customers", first: 'main a[href^="/customers/"]' },
  { name: "alerts", at: "/alerts" },
  { name: "sync", at: "/channels" },
  { name: "shops", at: "/shops" },
  { name: "jobs", at: "/jobs" },
  { name: "audit", at: "/audit", both: true },
  { name: "settings", at: "/settings?tab=rules" },
  { name: "webhooks", at: "/settings/webhooks" },
];

const asked = options(process.argv.slice(2));
if (!asked.base || !asked.email || !asked.password) {
  console.error(USAGE);
  process.exit(2);
}
mkdirSync(OUT, { recursive: true });
const browser = await openBrowser();
try {
  const session = await signIn();
  for (const page of PAGES.filter(({ name }) => !asked.only || name.startsWith(asked.only))) {
    await shoot(page, { session, locale: "zh-CN" });
    if (page.both) await shoot(page, { session, locale: "en" });
  }
} finally {
  await browser.close();
}

async function shoot(page, { session, locale }) {
  const context = await browser.newContext({
    viewport: page.phone ? PHONE : DESK,
    colorScheme: page.dark ? "dark" : "light",
    reducedMotion: "reduce",
    ...(page.anonymous ? {} : { storageState: session }),
  });
  await context.addCookies([{ name: "tongdan-locale", value: locale, url: asked.base }]);
  const tab = await context.newPage();
  const answer = await tab.goto(asked.base + page.at, { waitUntil: "load", timeout: 90_000 });
  const file = path.join(OUT, locale === "en" ? `${page.name}.en.png` : `${page.name}.png`);
  if (answer?.ok() && (await follow(tab, page.first))) {
    await tab.waitForTimeout(SETTLE_MS);
    await tab.addStyleTag({ content: "nextjs-portal { display: none }" });
    await tab.screenshot({ path: file });
    console.log(path.relative(process.cwd(), file));
  } else console.log(`skipped ${page.name}: ${answer?.ok() ? "nothing there to open" : `answered ${answer?.status()}`}`);
  await context.close();
}

async function follow(tab, selector) {
  if (!selector) return true;
  const href = await tab
    .locator(selector)
    .first()
    .getAttribute("href", { timeout: 15_000 })
    .catch(() => null);
  if (href === null) return false;
  const answer = await tab.goto(new URL(href, asked.base).href, { waitUntil: "load", timeout: 90_000 });
  return answer?.ok() ?? false;
}

async function signIn() {
  const context = await browser.newContext({ locale: "zh-CN" });
  const tab = await context.newPage();
  await tab.goto(`${asked.base}/login`, { waitUntil: "load", timeout: 90_000 });
  await tab.fill("input[type=email]", asked.email);
  await tab.fill("input[type=password]", asked.password);
  await tab.click("button[type=submit]:enabled");
  await tab.waitForURL((url) => !url.pathname.startsWith("/login"), { timeout: 60_000 });
  const state = await context.storageState();
  await context.close();
  return state;
}

function options(args) {
  const found = {};
  for (let index = 0; index < args.length; index += 2) found[args[index].replace(/^--/, "")] = args[index + 1];
  return found;
}
