import { closeDatabase } from "@/db/client";
import { isCodedError } from "@/lib/shared/errors";
import { COMMANDS } from "./cli/commands";
import { connect } from "./cli/connect";
import { UsageError } from "./cli/usage-error";

/** `npm run --silent tongdan -- <noun> <verb> [--option value] [--json]`. Exit 0 done, 1 refused or failed, 2 wrong usage. */
const [noun = "", verb = "", ...rest] = process.argv.slice(2);
const command = COMMANDS[`${noun} ${verb}`] ?? COMMANDS[noun];
const args = COMMANDS[`${noun} ${verb}`] ? rest : [verb, ...rest].filter(Boolean);

process.exitCode = await main();

async function main(): Promise<number> {
  if (!command) return wrongUsage(noun === "" ? "Say what to do." : `"${[noun, verb].filter(Boolean).join(" ")}" is not a command.`);
  try {
    const run = command.prepare(args);
    connect();
    process.stdout.write(`${await run()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(error.message);
    process.stderr.write(`${sentence(error)}\n`);
    return 1;
  } finally {
    await closeDatabase();
  }
}

function sentence(error: unknown): string {
  if (isCodedError(error)) return error.issues.length > 1 ? error.issues.map(({ path, message }) => `${path}: ${message}`).join("; ") : error.message;
  return error instanceof Error ? error.message : String(error);
}

function wrongUsage(what: string): number {
  const lines = Object.entries(COMMANDS).map(([name, { usage }]) => `  ${`${name} ${usage}`.trim()}`);
  process.stderr.write(`${what}\nUsage: npm run --silent tongdan -- <noun> <verb> [--json]\n${lines.join("\n")}\n`);
  return 2;
}
