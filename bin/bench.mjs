// `npm run bench [-- name…] [--json]`: the built product against its goals, on an embedded PostgreSQL with fsync on.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { checkNode, installPackages } from "./install.mjs";
import { startPostgres } from "./postgres.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const say = (text) => process.stderr.write(`bench: ${text}\n`);

checkNode();
const dataDir = mkdtempSync(path.join(tmpdir(), "tongdan-bench-"));
let postgres;
let bench;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => bench?.kill("SIGTERM"));
try {
  installPackages(root, say);
  await buildIfNeeded(root, say);
  postgres = await startPostgres({ root, dataDir, settings: { max_connections: 200 } });
  process.exitCode = await run();
} catch (error) {
  say(error.message);
  process.exitCode = 1;
} finally {
  await postgres?.stop();
  if (postgres) rmSync(path.dirname(postgres.data), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

function run() {
  const tsx = pathToFileURL(path.join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
  const keys = { TONGDAN_MASTER_KEY: "11".repeat(32), NEXTAUTH_SECRET: "bench-secret-of-the-run" };
  const env = { ...process.env, ...keys, TEST_POSTGRES_URL: postgres.url, TZ: "UTC" };
  return new Promise((resolve) => {
    bench = spawn(process.execPath, ["--import", tsx, path.join(root, "tests/bench/main.ts"), ...process.argv.slice(2)], {
      cwd: root,
      env,
      stdio: "inherit",
    });
    bench.once("exit", (code) => resolve(code ?? 1));
  });
}
