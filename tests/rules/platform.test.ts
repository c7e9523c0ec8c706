import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const LEAST_NEXT = [16, 2, 12];

test("Next is not older than the release that closed its bypass and remote code holes", () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "node_modules/next/package.json"), "utf8"));
  const parts = String(version).split(".").map(Number);
  const difference = LEAST_NEXT.map((least, index) => (parts[index] ?? 0) - least).find((step) => step !== 0) ?? 0;
  expect(difference).toBeGreaterThanOrEqual(0);
});

test("every dependency has its line in docs/dependencies.md", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const text = readFileSync(path.join(ROOT, "docs/dependencies.md"), "utf8");
  const missing = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !text.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});
