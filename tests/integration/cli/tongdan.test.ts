import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "@/bin/cli/run-command";
import { rawSql } from "@/db/client";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import { authenticateToken } from "@/lib/security/use-cases/authenticate-token";
import { verifyCredentials } from "@/lib/security/use-cases/verify-credentials";
import { testCtx } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ROOT = path.resolve(import.meta.dirname, "../../..");
let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  db = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "tongdan-cli-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.drop();
});

type Run = { code: number | null; stdout: string; stderr: string };

/** The command as the process runs it, in this process: a start of its own costs two seconds of processor. */
async function tongdan(...args: string[]): Promise<Run> {
  const run: Run = { code: null, stdout: "", stderr: "" };
  run.code = await runCommand(args, { stdout: (text) => (run.stdout += text), stderr: (text) => (run.stderr += text) });
  return run;
}

/** What `npm run tongdan -- …` starts. */
function spawned(args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const run: Run = { code: null, stdout: "", stderr: "" };
    const child = spawn(process.execPath, ["--import", "tsx", "bin/tongdan.ts", ...args], { cwd: ROOT, env: { ...process.env, ...env } });
    child.stdout.setEncoding("utf8").on("data", (text) => (run.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (run.stderr += text));
    child.once("close", (code) => resolve({ ...run, code }));
  });
}
const user = (email: string, role: string, password = "a long password") => [
  "user",
  "create",
  "--email",
  email,
  "--role",
  role,
  "--password",
  password,
];
const shop = (...more: string[]) => [
  "shop",
  "create",
  "--platform",
  "generic",
  "--name",
  "自营站",
  "--code",
  "site",
  "--app-key",
  "k",
  "--app-secret",
  "s3cret-word",
  ...more,
];

test("a person is created and may sign in; the same address again, a short password or a strange role is refused in one sentence", async () => {
  const made = await tongdan(...user("Boss@Example.com", "admin"), "--json");
  expect([made.code, made.stderr]).toEqual([0, ""]);
  expect(JSON.parse(made.stdout)).toMatchObject({ email: "boss@example.com" });
  expect(await verifyCredentials(testCtx(), { email: "boss@example.com", password: "a long password" })).toMatchObject({
    ok: true,
    user: { role: "admin" },
  });
  const [again, short, strange] = await Promise.all([
    tongdan(...user("boss@example.com", "admin")),
    tongdan(...user("a@example.com", "ops", "hunter2")),
    tongdan(...user("b@example.com", "king")),
  ]);
  for (const refused of [again, short, strange]) {
    expect([refused.code, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr.trimEnd().split("\n")).toHaveLength(1);
  }
  expect(again.stderr).toContain("boss@example.com");
  expect(short.stderr).toMatch(/password/);
  expect(short.stderr).not.toContain("hunter2");
  expect(strange.stderr).toContain('"king"');
});

test("a token is printed once as JSON and speaks for its role", async () => {
  const made = await tongdan("token", "create", "--name", "ERP", "--role", "agent");
  expect(made.code).toBe(0);
  const { token } = JSON.parse(made.stdout);
  expect(await authenticateToken(token)).toMatchObject({ kind: "token", name: "ERP", role: "agent" });
  expect(JSON.stringify(await rawSql()`select * from api_tokens`)).not.toContain(token);
});

test("a shop is created, and a file of orders imported into it, row by row", async () => {
  const made = await tongdan(...shop());
  expect([made.code, made.stdout]).toEqual([0, expect.stringContaining("/api/webhooks/channels/site")]);
  expect(made.stdout).not.toContain("s3cret-word");
  const file = path.join(folder, "orders.csv");
  const header = "订单号,下单时间,付款时间,收件人,手机,省,市,区,地址,商品编码,商品名称,数量,单价,实付";
  writeFileSync(
    file,
    [
      header,
      "C-1,2026-11-20 09:00:00,2026-11-20 09:05:00,张三丰,13812348000,浙江省,杭州市,西湖区,文三路138号,SKU,茶杯,1,12.00,12.00",
      "C-2,never,2026-11-20 09:05:00,张三丰,13812348000,浙江省,杭州市,西湖区,文三路138号,SKU,茶杯,1,12.00,12.00",
    ].join("\n"),
  );
  const done = await tongdan("import", "--shop", "site", "--file", file, "--json");
  expect([done.code, done.stderr]).toEqual([0, ""]);
  expect(JSON.parse(done.stdout)).toMatchObject({ file_name: "orders.csv", state: "done", created: 1, rejected: 1 });
  const [again, nowhere, missing] = await Promise.all([
    tongdan("import", "--shop", "site", "--file", file),
    tongdan("import", "--shop", "nowhere", "--file", file),
    tongdan("import", "--shop", "site", "--file", path.join(folder, "none.csv")),
  ]);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("1 unchanged, 1 rejected")]);
  expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('"nowhere"')]);
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining("none.csv")]);
});

test("audit verify says how much fits; a broken chain is 1, with the entry named and its state as JSON", async () => {
  await sealAudit(testCtx());
  const good = await tongdan("audit", "verify", "--json");
  expect([good.code, JSON.parse(good.stdout)]).toMatchObject([0, { ok: true, broken: null }]);
  await rawSql()`update audit_log set actor_name = 'somebody else' where seq = 2`;
  const [broken, json] = await Promise.all([tongdan("audit", "verify"), tongdan("audit", "verify", "--json")]);
  expect(broken).toEqual({ code: 1, stdout: "", stderr: "The chain is broken at entry 2: altered.\n" });
  expect([json.code, JSON.parse(json.stdout)]).toMatchObject([1, { ok: false, broken: { seq: 2, reason: "altered" } }]);
});

test("a wrong command line is 2 and shows the usage", async () => {
  const wrong: [string[], string][] = [
    [[], "Say what to do."],
    [["order", "eat"], '"order eat"'],
    [["constructor"], '"constructor"'],
    [["user", "create", "--email", "a@b.cn"], "--role, --password"],
    [[...shop(), "--colour", "red"], "--colour"],
    [["audit", "verify", "now"], "now"],
  ];
  for (const [args, said] of wrong) {
    const run = await tongdan(...args);
    expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining(said)]);
    expect(run.stderr).toContain("Usage: npm run --silent tongdan");
  }
});

test("as a process: it ends with its status, its answer on stdout and one sentence on stderr", { timeout: 120_000 }, async () => {
  const done = await spawned(["token", "create", "--name", "process", "--role", "ops"]);
  expect([done.code, Object.keys(JSON.parse(done.stdout)), done.stderr]).toEqual([0, ["token"], ""]);
  const silent = await spawned(["audit", "verify"], { DATABASE_URL: "postgres://127.0.0.1:1/none" });
  expect(silent).toEqual({ code: 1, stdout: "", stderr: "The database does not answer (ECONNREFUSED).\n" });
  const nowhere = await spawned(["audit", "verify"], { DATABASE_URL: "", TONGDAN_DATA_DIR: folder });
  expect([nowhere.code, nowhere.stderr.trim().split("\n")]).toEqual([1, [expect.stringContaining("npm start")]]);
  expect((await spawned(["audit", "eat"], { DATABASE_URL: "" })).code).toBe(2);
});
