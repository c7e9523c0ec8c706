// Builds the web application when its sources changed since the last build. Only Node built-ins.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const SOURCES = ["app", "components", "lib", "db", "public", "config", "next.config.js", "proxy.ts", "package-lock.json", "tsconfig.json"];

const BUSY = "Another next build process is already running";
const WAIT_MS = 240_000;

/**
 * Builds if needed; the error of a failed build is shown whole. A build that a killed start left behind is waited for.
 * `onChild` is told the build's process, so that Ctrl-C can end it.
 */
export async function buildIfNeeded(root, say, onChild = () => undefined) {
  const marker = path.join(root, ".next", "tongdan-sources");
  const digest = sourcesDigest(root);
  if (existsSync(marker) && readFileSync(marker, "utf8") === digest) return false;
  say("building (once, about a minute)");
  for (const until = Date.now() + WAIT_MS; ; ) {
    const { code, output } = await build(root, onChild);
    if (code === 0) break;
    if (!output.includes(BUSY) || Date.now() > until) throw new Error(`next build failed:\n${output.trim().split("\n").slice(-40).join("\n")}`);
    await new Promise((wake) => setTimeout(wake, 2_000));
  }
  writeFileSync(marker, digest);
  return true;
}

function build(root, onChild) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(process.execPath, [path.join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    onChild(child);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("exit", (code) => resolve({ code, output }));
  });
}

function sourcesDigest(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) add(hash, path.join(root, source), source);
  return hash.digest("hex");
}

function add(hash, file, name) {
  if (!existsSync(file)) return;
  if (!statSync(file).isDirectory()) return void hash.update(`${name}\n`).update(readFileSync(file));
  for (const entry of readdirSync(file).sort()) add(hash, path.join(file, entry), `${name}/${entry}`);
}
