// `npm test [-- suite…]`: everything that passes on a bare machine. Last line: "N passed, N failed".
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./build.mjs";
import { checkNode, installPackages } from "./install.mjs";
import { startPostgres } from "./postgres.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const say = (text) => process.stdout.write(`test: ${text}\n`);

/** Suites in the order they run; each a vitest folder but for the gate. */
const SUITES = {
  gate: null,
  unit: ["tests/unit", "tests/rules", "tests/golden"],
  integration: ["tests/integration", "tests/channels"],
  e2e: ["tests/e2e"],
};
/** Suites that run only when asked for: minutes of faults, and what needs samples that are not part of the project. */
const ON_DEMAND = {
  chaos: ["tests/chaos/shuffled-events.test.ts"],
  platforms: ["tests/chaos/platforms.test.ts"],
  conformance: ["tests/channels"],
};
const NEEDS_BUILD = ["e2e", "chaos", "platforms"];

checkNode();
const asked = process.argv.slice(2);
const ALL = { ...SUITES, ...ON_DEMAND };
const unknown = asked.find((name) => !(name in ALL));
if (unknown) {
  process.stderr.write(`"${unknown}" is no suite; there are: ${Object.keys(ALL).join(", ")}.\n`);
  process.exit(2);
}
const suites = asked.length > 0 ? asked : Object.keys(SUITES);
const total = { passed: 0, failed: 0 };
const dataDir = mkdtempSync(path.join(tmpdir(), "tongdan-test-"));
let postgres;
process.on("SIGINT", () => void finish(130));
process.on("SIGTERM", () => void finish(143));

try {
  installPackages(root, say);
  for (const name of suites) await runSuite(name);
} catch (error) {
  process.stderr.write(`test: ${error.message}\n`);
  total.failed += 1;
}
await finish();

async function runSuite(name) {
  const begun = Date.now();
  if (name === "gate") count(gate());
  else {
    postgres ??= await startPostgres({
      root,
      dataDir,
      settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: 200 },
    });
    if (NEEDS_BUILD.includes(name)) await buildIfNeeded(root, say);
    const folders = ALL[name].filter((folder) => existsSync(path.join(root, folder)));
    if (folders.length > 0) count(await vitest(name, folders));
  }
  say(`${name} took ${((Date.now() - begun) / 1000).toFixed(0)} s`);
}

function gate() {
  const done = spawnSync(process.execPath, [path.join(root, "bin", "verify.mjs")], { cwd: root, stdio: "inherit" });
  return done.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function vitest(name, folders) {
  const report = path.join(dataDir, `${name}.json`);
  const config = NEEDS_BUILD.includes(name) ? "vitest.app.config.ts" : "vitest.config.ts";
  const args = [
    path.join(root, "node_modules", "vitest", "vitest.mjs"),
    "run",
    "--config",
    config,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...folders,
  ];
  const env = { ...process.env, NODE_ENV: "test", TEST_POSTGRES_URL: postgres.url, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("exit", (code) => resolve(readReport(report, code)));
  });
}

/** A run that ended badly without naming a failed test (a file that does not load) counts as one failure. */
function readReport(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numFailedTestSuites = 0 } = JSON.parse(readFileSync(file, "utf8"));
  const failed = numFailedTests > 0 ? numFailedTests : numFailedTestSuites;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function count({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

async function finish(code) {
  await postgres?.stop();
  if (postgres) rmSync(path.dirname(postgres.data), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exit(code ?? (total.failed > 0 || total.passed === 0 ? 1 : 0));
}
