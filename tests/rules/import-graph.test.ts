import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const rules: { forbidden: { name: string }[] } = createRequire(import.meta.url)(path.join(ROOT, ".dependency-cruiser.cjs"));

/** One planted violation of each rule: the files of a small tree that breaks it, and only it matters that it is caught. */
const PLANTED: Record<string, Record<string, string>> = {
  "core-is-pure": { "lib/orders/core/a1.ts": 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n' },
  "core-never-reaches-db": {
    "lib/orders/core/a2.ts": 'import { b } from "@/lib/shared/b2";\nexport const a = b;\n',
    "lib/shared/b2.ts": 'import { c } from "@/db/c2";\nexport const b = c;\n',
    "db/c2.ts": "export const c = 1;\n",
  },
  "shared-is-leaf": { "lib/shared/a3.ts": 'import { b } from "@/lib/audit/b3";\nexport const a = b;\n', "lib/audit/b3.ts": "export const b = 1;\n" },
  "db-imports-no-logic": {
    "db/a4.ts": 'import { b } from "@/lib/audit/use-cases/b4";\nexport const a = b;\n',
    "lib/audit/use-cases/b4.ts": "export const b = 1;\n",
  },
  "sql-lives-in-store": { "lib/audit/use-cases/a5.ts": 'import { sql } from "drizzle-orm";\nexport const a = sql;\n' },
  "store-is-private": {
    "lib/orders/use-cases/a6.ts": 'import { b } from "@/lib/audit/store/b6";\nexport const a = b;\n',
    "lib/audit/store/b6.ts": "export const b = 1;\n",
  },
  "lib-not-to-app": { "lib/audit/a7.ts": 'import { b } from "@/app/b7";\nexport const a = b;\n', "app/b7.ts": "export const b = 1;\n" },
  "lib-not-to-next": { "lib/audit/a8.ts": 'import { headers } from "next/headers";\nexport const a = headers;\n' },
  "components-see-core-only": {
    "components/a9.ts": 'import { b } from "@/lib/audit/use-cases/b9";\nexport const a = b;\n',
    "lib/audit/use-cases/b9.ts": "export const b = 1;\n",
  },
  "ui-knows-no-domain": {
    "components/ui/a10.ts": 'import { b } from "@/components/orders/b10";\nexport const a = b;\n',
    "components/orders/b10.ts": "export const b = 1;\n",
  },
  "app-uses-use-cases": {
    "app/a11.ts": 'import { b } from "@/lib/audit/store/b11";\nexport const a = b;\n',
    "lib/audit/store/b11.ts": "export const b = 1;\n",
  },
  "worker-is-an-entry": {
    "app/a12.ts": 'import { b } from "@/lib/worker/b12";\nexport const a = b;\n',
    "lib/worker/b12.ts": "export const b = 1;\n",
  },
  "foundation-below-business": {
    "lib/audit/a13.ts": 'import { b } from "@/lib/orders/core/b13";\nexport const a = b;\n',
    "lib/orders/core/b13.ts": "export const b = 1;\n",
  },
  "adapters-are-islands": {
    "lib/channels/adapters/douyin/a14.ts": 'import { b } from "@/lib/channels/adapters/jd/b14";\nexport const a = b;\n',
    "lib/channels/adapters/jd/b14.ts": "export const b = 1;\n",
  },
  "mappers-are-pure": {
    "lib/channels/adapters/douyin/mapper.ts": 'import { b } from "./client";\nexport const a = b;\n',
    "lib/channels/adapters/douyin/client.ts": "export const b = 1;\n",
  },
  "broker-client-in-one-place": {
    "lib/orders/use-cases/a16.ts": 'import amqp from "amqplib";\nexport const a = amqp;\n',
    "node_modules/amqplib/index.js": "module.exports = {};\n",
  },
  "no-circular": {
    "lib/audit/a17.ts": 'import { b } from "./b17";\nexport const a = b;\n',
    "lib/audit/b17.ts": 'import { a } from "./a17";\nexport const b = a;\n',
  },
  "no-domain-cycles": {
    "lib/audit/use-cases/a18.ts": 'import { b } from "@/lib/jobs/use-cases/b18";\nexport const a = b;\n',
    "lib/jobs/use-cases/b18.ts": "export const b = 1;\n",
    "lib/jobs/use-cases/c18.ts": 'import { d } from "@/lib/audit/use-cases/d18";\nexport const c = d;\n',
    "lib/audit/use-cases/d18.ts": "export const d = 1;\n",
  },
  "not-to-tests": { "bin/a19.ts": 'import { b } from "@/tests/b19";\nexport const a = b;\n', "tests/b19.ts": "export const b = 1;\n" },
  "ladder-customers-below-orders-couriers-channels": {
    "lib/customers/a20.ts": 'import { b } from "@/lib/orders/core/b20";\nexport const a = b;\n',
    "lib/orders/core/b20.ts": "export const b = 1;\n",
  },
  "ladder-orders-below-couriers-channels": {
    "lib/orders/a21.ts": 'import { b } from "@/lib/couriers/core/b21";\nexport const a = b;\n',
    "lib/couriers/core/b21.ts": "export const b = 1;\n",
  },
  "ladder-couriers-below-channels": {
    "lib/couriers/a22.ts": 'import { b } from "@/lib/channels/core/b22";\nexport const a = b;\n',
    "lib/channels/core/b22.ts": "export const b = 1;\n",
  },
  "ladder-inbox-below-channels": {
    "lib/inbox/a26.ts": 'import { b } from "@/lib/channels/core/b26";\nexport const a = b;\n',
    "lib/channels/core/b26.ts": "export const b = 1;\n",
  },
  "ladder-inbox-below-couriers": {
    "lib/inbox/a23.ts": 'import { b } from "@/lib/couriers/core/b23";\nexport const a = b;\n',
    "lib/couriers/core/b23.ts": "export const b = 1;\n",
  },
  "ladder-orders-below-versions-merging": {
    "lib/orders/a24.ts": 'import { b } from "@/lib/versions/core/b24";\nexport const a = b;\n',
    "lib/versions/core/b24.ts": "export const b = 1;\n",
  },
  "ladder-versions-below-merging": {
    "lib/versions/a25.ts": 'import { b } from "@/lib/merging/core/b25";\nexport const a = b;\n',
    "lib/merging/core/b25.ts": "export const b = 1;\n",
  },
};

let caught: Set<string>;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tongdan-graph-"));
  for (const files of Object.values(PLANTED)) for (const [file, text] of Object.entries(files)) plant(file, text);
  for (const name of ["drizzle-orm", "next", "zod"])
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(folder, "node_modules", name), "dir");
  for (const file of [".dependency-cruiser.cjs", "tsconfig.json"]) cpSync(path.join(ROOT, file), path.join(folder, file));
  const cruiser = path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const roots = ["app", "components", "db", "lib", "tests", "bin"];
  const done = spawnSync(process.execPath, [cruiser, ...roots, "--config", ".dependency-cruiser.cjs", "--output-type", "json"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64_000_000,
  });
  const report: { summary: { violations: { rule: { name: string } }[] } } = JSON.parse(done.stdout);
  caught = new Set(report.summary.violations.map(({ rule }) => rule.name));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function plant(file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

test("every import rule has a planted violation", () => {
  expect(Object.keys(PLANTED).sort()).toEqual(rules.forbidden.map(({ name }) => name).sort());
});

for (const { name } of rules.forbidden) {
  test(`the import rule ${name} catches its planted violation`, () => {
    expect(caught).toContain(name);
  });
}
