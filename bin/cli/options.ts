import { parseArgs } from "node:util";
import { UsageError } from "./usage-error";

type Options<R extends string, O extends string, F extends string, P extends string> = Record<R, string> &
  Partial<Record<O, string>> & { json: boolean; flags: F[]; pairs: Record<P, Record<string, string>> };

/**
 * Reads `--name value` options, `--name` flags and pairs (`--name key=value`, as often as needed); what is missing or
 * unknown is named.
 */
export function readOptions<const R extends string, const O extends string = never, const F extends string = never, const P extends string = never>(
  args: string[],
  names: { required: readonly R[]; optional?: readonly O[]; flags?: readonly F[]; pairs?: readonly P[] },
): Options<R, O, F, P> {
  const options = Object.fromEntries([...names.required, ...(names.optional ?? [])].map((name) => [name, { type: "string" as const }]));
  const switches = Object.fromEntries((names.flags ?? []).map((name) => [name, { type: "boolean" as const }]));
  const many = Object.fromEntries((names.pairs ?? []).map((name) => [name, { type: "string" as const, multiple: true as const }]));
  const { values } = parse(args, { ...options, ...switches, ...many, json: { type: "boolean" as const } });
  const missing = names.required.filter((name) => values[name] === undefined);
  if (missing.length > 0) throw new UsageError(`Missing ${missing.map((name) => `--${name}`).join(", ")}.`);
  const flags = (names.flags ?? []).filter((name) => values[name] === true);
  const pairs = Object.fromEntries((names.pairs ?? []).map((name) => [name, pairsOf(name, values[name])]));
  return { ...values, flags, pairs, json: values.json === true } as unknown as Options<R, O, F, P>;
}

/** A value may hold "=" itself; the value is not quoted back, for it may be a secret. */
function pairsOf(name: string, given: unknown): Record<string, string> {
  const texts = Array.isArray(given) ? given.map(String) : [];
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new UsageError(`--${name} must look like ${name === "column" ? "external_id=单号" : "name=value"}.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function parse(args: string[], options: Record<string, { type: "string" | "boolean"; multiple?: boolean }>) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
