import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { defineMachine, type Machine, machineFaults } from "@/lib/shared/state-machine";

const ROOT = path.resolve(import.meta.dirname, "../..");

async function machines(): Promise<[string, Machine<string, string>][]> {
  const files = readdirSync(path.join(ROOT, "lib"), { recursive: true }).map(String);
  const defining = files.filter(
    (file) => /\/core\/.*\.ts$/.test(file) && readFileSync(path.join(ROOT, "lib", file), "utf8").includes("defineMachine("),
  );
  const loaded = await Promise.all(defining.map((file) => import(path.join(ROOT, "lib", file)) as Promise<Record<string, unknown>>));
  return loaded.flatMap((module) => Object.entries(module).filter((entry): entry is [string, Machine<string, string>] => isMachine(entry[1])));
}

function isMachine(value: unknown): boolean {
  return typeof value === "object" && value !== null && "actions" in value && "initial" in value && "final" in value;
}

test("every state machine of the product has no unknown target, no unreachable state and names its ends", async () => {
  const found = await machines();
  expect(found.length).toBeGreaterThanOrEqual(6);
  for (const [name, machine] of found) expect(machineFaults(machine), name).toEqual([]);
});

test("the walk sees an unknown target, an unreachable state and an unnamed dead end", () => {
  const broken = defineMachine({
    name: "broken",
    states: ["a", "b", "c"],
    initial: "a",
    final: [],
    actions: { go: { from: ["a"], to: "b" }, lost: { from: ["c"], to: "nowhere" as "a" } },
  });
  const faults = machineFaults(broken).join("\n");
  expect(faults).toContain('unknown state "nowhere"');
  expect(faults).toContain('"c" is never reached');
  expect(faults).toContain('"b" is a dead end');
});
