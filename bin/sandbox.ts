import path from "node:path";
import { closeDatabase } from "@/db/client";
import { startSandbox } from "@/lib/sandbox/servers/start-sandbox";
import { systemCtx } from "@/lib/shared/context";
import { dataDir, env } from "@/lib/shared/env";

/** The demo's platforms, shops and courier, as a process of its own. TONGDAN_APP_URL says where the product answers. */
const WAIT_FOR_APP_MS = 180_000;
const ASK_AGAIN_MS = 500;

const appUrl = process.env.TONGDAN_APP_URL ?? `http://${env().HOST}:${env().PORT}`;
const log = (text: string) => process.stdout.write(`sandbox: ${text}\n`);

await appIsUp();
const sandbox = await startSandbox(systemCtx("sandbox"), {
  appUrl,
  stateFile: path.join(dataDir(), "sandbox.json"),
  faultsFile: path.join(dataDir(), "sandbox-faults.json"),
  log,
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());

async function stop(): Promise<void> {
  await sandbox.stop();
  await closeDatabase();
  process.exit(0);
}

/** Any answer will do: pushes are tried again until they are acknowledged. */
async function appIsUp(): Promise<void> {
  for (const until = Date.now() + WAIT_FOR_APP_MS; Date.now() < until; ) {
    const answered = await fetch(new URL("/api/health", appUrl), { signal: AbortSignal.timeout(5_000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS));
  }
  throw new Error(`Nothing answers at ${appUrl}.`);
}
