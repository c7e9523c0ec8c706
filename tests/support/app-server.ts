import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "./test-database";

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY_MS = 60_000;
const TSX = path.join(ROOT, "node_modules/tsx/dist/loader.mjs");

/** The built product as its users meet it: web and worker as processes of their own, on a fresh database. */
export type AppServer = {
  url: string;
  db: TestDatabase;
  /** Ends the worker as a crash would, and starts another. */
  killWorker(): Promise<void>;
  stop(): Promise<void>;
};

/** `beforeServe` makes the world: it runs on the migrated database, before web and worker look at it. `settings` are of their environment. */
export async function startAppServer(
  beforeServe: () => Promise<void> = async () => undefined,
  settings: Record<string, string> = {},
): Promise<AppServer> {
  const db = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "tongdan-app-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: db.url,
    TONGDAN_DATA_DIR: dataDir,
    PORT: String(port),
    NEXTAUTH_URL: url,
    TONGDAN_DEMO: "off",
    ...settings,
  };
  await beforeServe();
  const start = (name: string, args: string[]) => launch(name, args, { ...env, TONGDAN_PROCESS: `tongdan-${name}` } as NodeJS.ProcessEnv);
  const worker = () => start("worker", ["--import", TSX, path.join(ROOT, "bin/worker.ts")]);
  const web = start("web", [path.join(ROOT, "node_modules/next/dist/bin/next"), "start", ROOT, "-p", String(port), "-H", "127.0.0.1"]);
  let current = worker();
  await whenHealthy(url, web).catch(async (error: unknown) => {
    await Promise.all([end(web, "SIGKILL"), end(current, "SIGKILL")]);
    throw error;
  });
  return {
    url,
    db,
    async killWorker() {
      await end(current, "SIGKILL");
      current = worker();
    },
    async stop() {
      await Promise.all([end(web, "SIGTERM"), end(current, "SIGTERM")]);
      await db.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function launch(name: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const log = process.env.TEST_APP_LOG ? createWriteStream(`${process.env.TEST_APP_LOG}-${name}.log`, { flags: "a" }) : undefined;
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => log?.write(chunk));
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await gone;
  clearTimeout(timer);
}

async function whenHealthy(url: string, web: ChildProcess): Promise<void> {
  for (const until = Date.now() + READY_MS; Date.now() < until; ) {
    if (web.exitCode !== null) throw new Error(`The web server ended with ${web.exitCode}; is it built?`);
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    if (answer?.ok && (await answer.json()).status === "ok") return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`Web and worker were not healthy after ${READY_MS / 1000} s.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
