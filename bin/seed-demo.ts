import { mkdirSync } from "node:fs";
import { closeDatabase } from "@/db/client";
import { ensureDemoUsers } from "@/lib/sandbox/use-cases/ensure-demo-users";
import { seedHistory } from "@/lib/sandbox/use-cases/seed-history";
import { systemCtx } from "@/lib/shared/context";
import { dataDir } from "@/lib/shared/env";

/** The demo's accounts, shops and past, made once; needs a migrated database. Prints its progress, one line each step. */
const say = (text: string) => process.stdout.write(`demo: ${text}\n`);
const ctx = systemCtx("seed");

mkdirSync(dataDir(), { recursive: true });
const { emails, passwordFile } = await ensureDemoUsers(ctx);
say(`${emails.length} accounts, password in ${passwordFile}`);
const { created } = await seedHistory(ctx, { onProgress: (done, total) => say(`${done} of ${total} orders of the past`) });
say(created > 0 ? `${created} orders were made` : "the past was there already");
await closeDatabase();
