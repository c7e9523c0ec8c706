// Builds the web application when its sources changed since the last build. Only Node built-ins.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const SOURCES = ["app", "components", "lib", "db", "public", "config", "next.config.js", "proxy.ts", "package-lock.json", "tsconfig.json"];

/** Builds if needed; the error of a failed build is shown whole. */
export function buildIfNeeded(root, say) {
  const marker = path.join(root, ".next", "tongdan-sources");
  const digest = sourcesDigest(root);
  if (existsSync(marker) && readFileSync(marker, "utf8") === digest) return false;
  say("building (once, about a minute)");
  const done = spawnSync(process.execPath, [path.join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (done.status !== 0)
    throw new Error(`next build failed:\n${`${done.stdout ?? ""}\n${done.stderr ?? ""}`.trim().split("\n").slice(-40).join("\n")}`);
  writeFileSync(marker, digest);
  return true;
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
