import { readFileSync } from "node:fs";
import { z } from "zod";
import { fieldIssues } from "@/lib/shared/parse-input";
import { PLATFORMS } from "@/lib/shared/platform";
import { NO_FAULTS } from "../core/faults";
import type { PlatformFaults } from "./demo-platforms";

const LOOK_EVERY_MS = 1_000;

const rate = z.number().min(0).max(1);
const faultsSchema = z
  .strictObject({
    latencyMs: z.number().min(0).max(60_000),
    serverErrorRate: rate,
    throttleRate: rate,
    malformedRate: rate,
    expiredToken: z.boolean(),
    clockSkewMs: z.number(),
    dropPushRate: rate,
    duplicateRate: rate,
    reorder: z.boolean(),
  })
  .partial();
/** `all` counts for every platform that says nothing of its own. */
const fileSchema = z.partialRecord(z.enum(["all", ...PLATFORMS]), faultsSchema);

/** Reads the demo's faults from a file every second and switches them while the platforms run; no file is no faults. */
export function watchFaults(input: { file: string; faults: PlatformFaults; log: (text: string) => void }): { stop(): void } {
  const { file, faults, log } = input;
  let seen = "";
  const look = () => {
    const text = textOf(file);
    if (text === seen) return;
    seen = text;
    const problem = apply(text, faults);
    log(problem === null ? `faults are now ${text.trim() || "none"}` : `faults stay as they were: ${problem}`);
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return { stop: () => clearInterval(timer) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Null when applied, otherwise why not: a file that is wrong somewhere changes nothing. */
function apply(text: string, faults: PlatformFaults): string | null {
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const issue = fieldIssues(parsed.error)[0];
    return issue ? `${issue.path || "the file"}: ${issue.message}` : "the file cannot be read";
  }
  for (const platform of PLATFORMS) Object.assign(faults[platform], NO_FAULTS, parsed.data.all, parsed.data[platform]);
  return null;
}

function jsonOf(text: string): unknown {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    return null;
  }
}
