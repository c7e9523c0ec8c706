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
/**
 * The package's own flags are left out: they are for one page in a function's life (a single process, so that the first
 * closed window ends the browser) and switch web security off, which a test must not.
 */
export async function openBrowser() {
  const system = SYSTEM.find((file) => existsSync(file));
  return chromium.launch({ executablePath: system ?? (await packed.executablePath()), args: QUIET });
}
