import { existsSync } from "node:fs";
import chromiumPackage from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/** A system Chromium where there is one, else the browser inside the npm package: nothing is downloaded. */
export async function openBrowser(): Promise<Browser> {
  const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => existsSync(file));
  const quiet = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  if (system) return chromium.launch({ executablePath: system, args: quiet });
  return chromium.launch({ executablePath: await chromiumPackage.executablePath(), args: [...chromiumPackage.args, ...quiet] });
}

/** A signed-in person's window. */
export async function signIn(
  browser: Browser,
  input: { url: string; email: string; password: string; locale?: "zh-CN" | "en"; width?: number },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: input.locale ?? "en",
    viewport: { width: input.width ?? 1440, height: 900 },
    timezoneId: "Asia/Shanghai",
  });
  await context.addCookies([{ name: "tongdan-locale", value: input.locale ?? "en", url: input.url }]);
  const page = await context.newPage();
  await page.goto(`${input.url}/login`);
  await page.getByLabel(/^E-mail|^邮箱/).fill(input.email);
  await page.getByRole("textbox", { name: /^Password|^密码/ }).fill(input.password);
  await page.getByRole("button", { name: /^Sign in$|^登录$/ }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/login"));
  await page.close();
  return context;
}
