// A Chromium of the system where there is one, else the one inside an npm package: nothing is downloaded.
import { existsSync } from "node:fs";
import packed from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** No calls home from a machine that may have no network. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
/** The package is made for one page in a function's life: in a single process the first closed window ends the browser. */
const ONE_PAGE_ONLY = ["--single-process", "--no-zygote"];

export async function openBrowser() {
  const system = SYSTEM.find((file) => existsSync(file));
  if (system) return chromium.launch({ executablePath: system, args: QUIET });
  const args = packed.args.filter((arg) => !ONE_PAGE_ONLY.includes(arg));
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...args, ...QUIET] });
}
