// Installs npm packages when the lock file is not the one that was installed. Only Node built-ins.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const LEAST_NODE = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  fail(`Tongdan needs Node ${LEAST_NODE.join(".")} or newer, this is ${process.versions.node}.`);
}

/** True when something was installed. */
export function installPackages(root, say) {
  const marker = path.join(root, "node_modules", ".tongdan-lock");
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === lock) return false;
  say("installing packages (once, about a minute)");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (done.status !== 0) fail(`npm ci failed:\n${done.stderr?.trim().split("\n").slice(-8).join("\n") ?? done.error?.message}`);
  writeFileSync(marker, lock);
  return true;
}

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
