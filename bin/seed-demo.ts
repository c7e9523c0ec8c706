import { closeDatabase } from "@/db/client";
import { seedHistory } from "@/lib/sandbox/use-cases/seed-history";
import { systemCtx } from "@/lib/shared/context";

/** The demo's shops and past, made once; needs a migrated database. Prints its progress, one line each step. */
const say = (text: string) => process.stdout.write(`demo: ${text}\n`);

const { created } = await seedHistory(systemCtx("seed"), {
  onProgress: (done, total) => say(`${done} of ${total} orders of the past`),
});
say(created > 0 ? `${created} orders were made` : "the past was there already");
await closeDatabase();
