import type { Command } from "./command";
import { CommandFailed } from "./command-failed";
import { COMMANDS } from "./commands";
import { connect } from "./connect";
import { sentenceOf } from "./sentence-of";
import { UsageError } from "./usage-error";

type Out = { stdout: (text: string) => void; stderr: (text: string) => void };

/** Exit status 0 done, 1 refused or failed (one sentence on stderr), 2 wrong usage: told before any database is asked. */
export async function runCommand(argv: string[], out: Out): Promise<number> {
  try {
    const { command, args } = find(argv);
    const run = command.prepare(args);
    connect();
    out.stdout(`${await run()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      out.stderr(`${error.message}\n${usage()}`);
      return 2;
    }
    if (error instanceof CommandFailed && error.output !== "") out.stdout(`${error.output}\n`);
    out.stderr(`${sentenceOf(error)}\n`);
    return 1;
  }
}

/** "user create …", or a command of one word: "import …". */
function find(argv: string[]): { command: Command; args: string[] } {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command) return { command, args: argv.slice(words) };
  }
  throw new UsageError(argv.length === 0 ? "Say what to do." : `"${argv.slice(0, 2).join(" ")}" is not a command.`);
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, command]) => `  ${`${name} ${command.usage}`.trim()}\n`);
  return `Usage: npm run --silent tongdan -- <noun> <verb> [--json]\n${lines.join("")}`;
}
