import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NO_FAULTS } from "@/lib/sandbox/core/faults";
import { noPlatformFaults, type PlatformFaults } from "@/lib/sandbox/servers/demo-platforms";
import { watchFaults } from "@/lib/sandbox/servers/watch-faults";

let folder: string;
let faults: PlatformFaults;
let watching: { stop(): void };
let said: string[];

const write = (text: string) => writeFileSync(path.join(folder, "faults.json"), text);
const watch = () => {
  watching = watchFaults({ file: path.join(folder, "faults.json"), faults, log: (text) => said.push(text) });
};
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tongdan-faults-"));
  faults = noPlatformFaults();
  said = [];
});
afterEach(() => {
  watching.stop();
  rmSync(folder, { recursive: true });
});

test("without a file nothing goes wrong", () => {
  watch();
  expect([faults.douyin, said]).toEqual([NO_FAULTS, []]);
});

test("what is said of all counts for every platform that has no words of its own", () => {
  write('{ "all": { "latencyMs": 300 }, "taobao": { "latencyMs": 0, "dropPushRate": 0.05 } }');
  watch();
  expect(faults.jd).toEqual({ ...NO_FAULTS, latencyMs: 300 });
  expect(faults.taobao).toEqual({ ...NO_FAULTS, dropPushRate: 0.05 });
});

test("a change is seen within seconds, and an empty file ends every fault", async () => {
  write('{ "pdd": { "expiredToken": true } }');
  watch();
  expect(faults.pdd.expiredToken).toBe(true);
  write("");
  await expect.poll(() => faults.pdd.expiredToken, { timeout: 5_000 }).toBe(false);
});

test.each([
  ['{ "all": { "latency": 5 } }', "all"],
  ['{ "all": { "dropPushRate": 5 } }', "all.dropPushRate"],
  ['{ "ebay": {} }', "ebay"],
  ["{ half", "the file"],
])("a file with a mistake changes nothing and is quoted: %s", (text, named) => {
  faults.douyin.latencyMs = 7;
  write(text);
  watch();
  expect(faults.douyin.latencyMs).toBe(7);
  expect(said.join()).toContain(named);
});
