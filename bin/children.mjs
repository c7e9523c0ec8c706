// Child processes of `npm start`: each with a log file, started again when it dies, stopped as a group.
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { alive } from "./postgres.mjs";

const STOP_MS = 8_000;
const QUICK_DEATH_MS = 10_000;
const MOST_QUICK_DEATHS = 5;

/** Keeps children running; `onLost` is told when one dies again and again. */
export function keepChildren({ root, dataDir, env, say, onLost }) {
  const logs = path.join(dataDir, "logs");
  const pidFile = path.join(dataDir, "children.json");
  const running = new Map();
  let stopping = false;
  mkdirSync(logs, { recursive: true });

  function start(name, args, extra = {}) {
    const begun = Date.now();
    const log = createWriteStream(path.join(logs, `${name}.log`), { flags: "a" });
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...env, ...extra, TONGDAN_PROCESS: `tongdan-${name}` },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const known = running.get(name) ?? { quick: 0 };
    running.set(name, { ...known, child });
    remember();
    child.once("exit", (code, signal) => {
      log.end();
      if (stopping) return;
      const quick = Date.now() - begun < QUICK_DEATH_MS ? known.quick + 1 : 0;
      running.set(name, { child, quick });
      if (quick >= MOST_QUICK_DEATHS)
        return onLost(`${name} ended ${quick} times in a row (${signal ?? code}); see ${path.join(logs, `${name}.log`)}`);
      say(`${name} ended (${signal ?? code}); starting it again`);
      setTimeout(() => !stopping && start(name, args, extra), 500 * 2 ** quick);
    });
    return child;
  }

  function remember() {
    writeFileSync(pidFile, JSON.stringify([...running.values()].map(({ child }) => child.pid)));
  }

  async function stop() {
    stopping = true;
    await Promise.all([...running.values()].map(({ child }) => stopGroup(child)));
    rmSync(pidFile, { force: true });
  }

  return { start, stop };
}

/** Children of a start that was killed would hold the port and the jobs: they are stopped first. */
export async function stopLeftovers(dataDir) {
  const pidFile = path.join(dataDir, "children.json");
  if (!existsSync(pidFile)) return;
  let pids = [];
  try {
    pids = JSON.parse(readFileSync(pidFile, "utf8"));
  } catch {
    // A half-written file of a crashed start names nobody.
  }
  const ours = pids.filter((pid) => alive(pid) && belongsTo(dataDir, pid));
  for (const pid of ours) signalGroup(pid, "SIGTERM");
  for (const until = Date.now() + STOP_MS; Date.now() < until && ours.some(alive); ) await new Promise((wake) => setTimeout(wake, 100));
  for (const pid of ours.filter(alive)) signalGroup(pid, "SIGKILL");
  rmSync(pidFile, { force: true });
}

/** By its environment: the web server rewrites its own command line. */
function belongsTo(dataDir, pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`TONGDAN_DATA_DIR=${dataDir}`);
  } catch {
    return false;
  }
}

async function stopGroup(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child.pid, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), STOP_MS);
  await gone;
  clearTimeout(timer);
  // Whatever the child itself had started.
  signalGroup(child.pid, "SIGKILL");
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
  }
}
