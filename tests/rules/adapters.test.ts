import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { adapterFor } from "@/lib/channels/adapters/adapter-for";
import { PLATFORMS } from "@/lib/shared/platform";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ADAPTERS = "lib/channels/adapters";
const REGISTRY = `${ADAPTERS}/adapter-for.ts`;
const PRODUCT = ["app", "bin", "components", "db", "lib"];

const folders = readdirSync(path.join(ROOT, ADAPTERS), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((name) => readdirSync(path.join(ROOT, ADAPTERS, name)).includes("adapter.ts"));

const files = PRODUCT.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file)),
);

/** Who outside a folder imports from it. The sandbox speaks the other side of the protocol and signs as the adapter does. */
function strangers(folder: string): string[] {
  const own = `${ADAPTERS}/${folder}/`;
  const imports = new RegExp(`from "(@/${ADAPTERS}|\\.\\./adapters|\\.)/${folder}/`);
  return files.filter(
    (file) => !file.startsWith(own) && !file.startsWith("lib/sandbox/") && imports.test(readFileSync(path.join(ROOT, file), "utf8")),
  );
}

test.each(folders)("the adapter %s is its folder and one line of the registry: nobody else knows it", (folder) => {
  expect(strangers(folder)).toEqual([REGISTRY]);
});

test("every adapter folder is registered for a platform, and every platform has an adapter", () => {
  const registry = readFileSync(path.join(ROOT, REGISTRY), "utf8");
  expect(folders.filter((folder) => !registry.includes(`"./${folder}/adapter"`))).toEqual([]);
  expect(PLATFORMS.filter((platform) => typeof adapterFor(platform).toIncoming !== "function")).toEqual([]);
});

test("what an adapter says it can do fits the platform's own limits", () => {
  for (const platform of PLATFORMS) {
    const { pull, writeBack } = adapterFor(platform);
    if (pull)
      expect(
        [pull.maxWindowMs, pull.pageSize, pull.callsPerSecond].every((limit) => limit > 0),
        platform,
      ).toBe(true);
    if (writeBack) expect(writeBack.mostParcels, platform).toBeGreaterThan(0);
  }
});
