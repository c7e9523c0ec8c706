import type { Locator, Page } from "playwright-core";

/** Pages also ask by themselves every half minute: what takes longer than this was not told live. */
const LIVE_MS = 20_000;

/** Until what another did shows, told by the live feed. */
export function arrives(what: Locator): Promise<void> {
  return what.waitFor({ timeout: LIVE_MS });
}

/** Counts how often the page is loaded from now on: what arrives live must come without. */
export function loadsOf(page: Page): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}
