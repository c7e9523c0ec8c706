// `npm start`: everything a bare machine needs, then web and worker until Ctrl-C. Only Node built-ins before packages.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { keepChildren, stopLeftovers } from "./children.mjs";
import { checkNode, fail, installPackages } from "./install.mjs";
import { alive, freePort, startPostgres } from "./postgres.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const begun = Date.now();
const say = (text) => process.stdout.write(`tongdan: ${text}\n`);
const HEALTH_MS = 60_000;

checkNode();
const wanted = readSettings();
const dataDir = path.resolve(root, process.env.TONGDAN_DATA_DIR || ".data");
const lockFile = path.join(dataDir, "start.pid");
takeLock();
let postgres;
let children;
let building;
let stopping;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));

try {
  installPackages(root, say);
  await stopLeftovers(dataDir);
  const env = await prepare();
  await serve(env);
} catch (error) {
  if (!stopping) process.stderr.write(`tongdan: ${error.message}\n`);
  await stop(1);
}

function readSettings() {
  const port = process.env.PORT || "3000";
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65_535) fail(`PORT="${port}" is not usable: it must be a number from 1 to 65535.`);
  const demo = process.env.TONGDAN_DEMO;
  if (demo && demo !== "on" && demo !== "off") fail(`TONGDAN_DEMO="${demo}" is not usable: it must be "on" or "off".`);
  const url = process.env.DATABASE_URL;
  if (url && !/^postgres(ql)?:\/\//.test(url)) fail(`DATABASE_URL="${url.slice(0, 12)}…" is not usable: it must begin with postgres://.`);
  return { port: Number(port), host: process.env.HOST || "127.0.0.1", demo: demo ?? (url ? "off" : "on"), url };
}

/** One start a data folder. A lock whose process is gone is a crashed start's and holds nothing up. */
function takeLock() {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (existsSync(lockFile)) {
    const pid = Number(readFileSync(lockFile, "utf8"));
    if (pid !== process.pid && alive(pid) && isStart(pid))
      fail(`Tongdan runs already from this folder (pid ${pid}); stop it with Ctrl-C there, or set TONGDAN_DATA_DIR.`);
  }
  writeFileSync(lockFile, String(process.pid));
}

function isStart(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.mjs");
  } catch {
    return false;
  }
}

async function prepare() {
  let url = wanted.url;
  if (!url) {
    say("starting PostgreSQL");
    postgres = await startPostgres({ root, dataDir });
    url = postgres.url;
    postgres.child.once("exit", () => !stopping && void lost("PostgreSQL ended by itself"));
  }
  writeFileSync(path.join(dataDir, "database.json"), JSON.stringify({ url }), { mode: 0o600 });
  const port = await freePort(wanted.port, wanted.host);
  if (port !== wanted.port) say(`port ${wanted.port} is taken, using ${port}`);
  const address = `http://${wanted.host === "0.0.0.0" ? "127.0.0.1" : wanted.host}:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: url,
    PORT: String(port),
    HOST: wanted.host,
    TONGDAN_DATA_DIR: dataDir,
    TONGDAN_DEMO: wanted.demo,
    TONGDAN_APP_URL: address,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || address,
  };
  await runEntry("bin/prepare.ts", env);
  await buildIfNeeded(root, say, (child) => {
    building = child;
  });
  return env;
}

async function serve(env) {
  children = keepChildren({ root, dataDir, env, say, onLost: (text) => void lost(text) });
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  children.start("web", [next, "start", root, "-p", env.PORT, "-H", env.HOST]);
  children.start("worker", entry("bin/worker.ts"));
  await whenHealthy(env.TONGDAN_APP_URL);
  say(`ready after ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  process.stdout.write(`\n  ${env.TONGDAN_APP_URL}\n\n`);
  if (wanted.demo === "on") await serveDemo(env);
  say("Ctrl-C stops everything");
}

async function serveDemo(env) {
  await runEntry("bin/seed-demo.ts", env);
  children.start("sandbox", entry("bin/sandbox.ts"));
  const password = readFileSync(path.join(dataDir, "demo-password"), "utf8").trim();
  const roles = ["ops", "warehouse_supervisor", "agent", "agent_supervisor", "finance", "auditor", "admin"];
  process.stdout.write(`  demo accounts, all with the password ${password}\n${roles.map((role) => `    ${role}@demo.tongdan.local\n`).join("")}\n`);
}

/** TypeScript entries run through tsx; a file URL, since the path may hold spaces and Chinese characters. */
function entry(file) {
  const tsx = pathToFileURL(path.join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;
  return ["--import", tsx, path.join(root, file)];
}

function runEntry(file, env) {
  return new Promise((resolve, reject) => {
    let errors = "";
    const child = spawn(process.execPath, entry(file), { cwd: root, env, stdio: ["ignore", "inherit", "pipe"] });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      errors = (errors + text).slice(-4_000);
    });
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(errors.trim() || `${file} ended with ${code}`))));
  });
}

async function whenHealthy(address) {
  for (const until = Date.now() + HEALTH_MS; Date.now() < until && !stopping; ) {
    const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    if (answer?.ok && (await answer.json()).status === "ok") return;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  if (!stopping) throw new Error(`Web and worker were not healthy after ${HEALTH_MS / 1000} s; see ${path.join(dataDir, "logs")}.`);
}

function lost(text) {
  process.stderr.write(`tongdan: ${text}\n`);
  return stop(1);
}

async function stop(code) {
  if (stopping) {
    process.stderr.write("tongdan: stopping already, a moment\n");
    return;
  }
  stopping = true;
  say("stopping");
  building?.kill("SIGTERM");
  await children?.stop();
  await postgres?.stop();
  rmSync(path.join(dataDir, "database.json"), { force: true });
  rmSync(lockFile, { force: true });
  process.exit(code);
}
