import { closeDatabase } from "@/db/client";
import { runCommand } from "./cli/run-command";

/** `npm run --silent tongdan -- <noun> <verb> [--option value] [--json]`. */
process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
});
await closeDatabase();
