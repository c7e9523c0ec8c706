// `npm run verify`: the quick gate. Format, lint, types, import graph, dead code, doc paths, message keys. No database.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { messageFaults } from "./message-keys.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const bin = (file) => path.join(root, "node_modules", ...file.split("/"));
const MOST_LINES = 400;

const steps = [
  ["format and lint", () => run([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "--max-diagnostics=40", "."])],
  ["types", () => run([bin("typescript7/bin/tsc"), "--noEmit"])],
  [
    "import graph",
    () =>
      run([
        bin("dependency-cruiser/bin/dependency-cruise.mjs"),
        "app",
        "components",
        "db",
        "lib",
        "tests",
        "bin",
        "--config",
        ".dependency-cruiser.cjs",
        "--output-type",
        "err",
      ]),
  ],
  ["dead code", () => run([bin("knip/bin/knip.js"), "--no-progress"])],
  ["doc paths", () => docFaults()],
  ["message keys", () => messageFaults(root)],
  ["file sizes", () => sizeFaults()],
];

const results = await Promise.all(
  steps.map(async ([name, step]) => {
    const begun = Date.now();
    return { name, faults: await step(), seconds: (Date.now() - begun) / 1000 };
  }),
);
for (const { name, faults, seconds } of results) {
  process.stdout.write(
    `${faults.length === 0 ? "ok  " : "FAIL"} ${name} (${seconds.toFixed(1)} s)\n${faults.map((fault) => `     ${fault}\n`).join("")}`,
  );
}
process.exit(results.some(({ faults }) => faults.length > 0) ? 1 : 0);

function run(args) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.once("exit", (code) => resolve(code === 0 ? [] : output.trim().split("\n").slice(-60)));
  });
}

/** A path in README or docs names a file that exists. */
function docFaults() {
  const pages = [
    "README.md",
    ...readdirSync(path.join(root, "docs"), { recursive: true })
      .filter((file) => file.endsWith(".md"))
      .map((file) => `docs/${file}`),
  ];
  return pages.flatMap((page) => {
    if (!existsSync(path.join(root, page))) return [`${page} is missing`];
    const text = readFileSync(path.join(root, page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, link]) => path.join(path.dirname(page), link));
    const code = [...text.matchAll(/`((?:app|bin|components|config|db|docs|lib|tests)\/[\w./()[\]-]+)`/g)].map(([, file]) => file);
    return [...links, ...code].filter((file) => !existsSync(path.join(root, file))).map((file) => `${page} names ${file}, which does not exist`);
  });
}

function sizeFaults() {
  const folders = ["app", "bin", "components", "db", "lib", "tests"];
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
      .map((file) => ({ file: `${folder}/${file}`, lines: readFileSync(path.join(root, folder, file), "utf8").split("\n").length }))
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ file, lines }) => `${file} has ${lines} lines, at most ${MOST_LINES} are allowed`),
  );
}
