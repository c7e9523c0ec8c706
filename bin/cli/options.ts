import { parseArgs } from "node:util";
import { UsageError } from "./usage-error";

/** Reads `--name value` options and `--name` flags; what is missing or unknown is named. */
export function readOptions<const R extends string, const O extends string = never, const F extends string = never>(
  args: string[],
  names: { required: readonly R[]; optional?: readonly O[]; flags?: readonly F[] },
): Record<R, string> & Partial<Record<O, string>> & { json: boolean; flags: F[] } {
  const options = Object.fromEntries([...names.required, ...(names.optional ?? [])].map((name) => [name, { type: "string" as const }]));
  const switches = Object.fromEntries((names.flags ?? []).map((name) => [name, { type: "boolean" as const }]));
  const { values } = parse(args, { ...options, ...switches, json: { type: "boolean" as const } });
  const missing = names.required.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new UsageError(`Missing ${missing.map((name) => `--${name}`).join(", ")}.`);
  const flags = (names.flags ?? []).filter((name) => values[name] === true);
  return { ...values, flags, json: values.json === true } as Record<R, string> & Partial<Record<O, string>> & { json: boolean; flags: F[] };
}

function parse(args: string[], options: Record<string, { type: "string" | "boolean" }>) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
