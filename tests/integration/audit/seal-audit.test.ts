import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { sealAudit } from "@/lib/audit/use-cases/seal-audit";
import { verifyAudit } from "@/lib/audit/use-cases/verify-audit";
import { testCtx } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

function append(tx: Tx, names: string[]): Promise<void> {
  return appendAudit(
    tx,
    ctx,
    names.map((entityId) => ({ action: "orders.ingest_create", entityType: "order", entityId })),
  );
}

async function chained(): Promise<string[]> {
  const rows = await rawSql()<{ entity_id: string }[]>`select entity_id from audit_log where seq is not null order by seq`;
  return rows.map((row) => row.entity_id);
}

test("an entry written first and committed last is sealed later, not lost", async () => {
  let committed: () => void = () => undefined;
  const mayCommit = new Promise<void>((resolve) => {
    committed = resolve;
  });
  let written: () => void = () => undefined;
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slow = withTransaction(async (tx) => {
    await append(tx, ["slow"]);
    written();
    await mayCommit;
  });
  await isWritten;
  await withTransaction((tx) => append(tx, ["quick-1", "quick-2"]));
  expect(await sealAudit(ctx)).toEqual({ sealed: 2 });
  committed();
  await slow;
  expect(await verifyAudit(ctx)).toMatchObject({ ok: true, unsealed: 1 });
  expect(await sealAudit(ctx)).toEqual({ sealed: 1 });
  expect((await chained()).at(-1)).toBe("slow");
  expect(await verifyAudit(ctx)).toMatchObject({ ok: true, checked: 3, unsealed: 0 });
});

test("writers and sealers at once leave one chain without a gap that holds every entry", async () => {
  const before = (await chained()).length;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let round = 0; round < 10; round++) await withTransaction((tx) => append(tx, [`w${writer}-${round}-a`, `w${writer}-${round}-b`]));
  });
  const sealers = Array.from({ length: 3 }, async () => {
    for (let round = 0; round < 10; round++) await sealAudit(ctx);
  });
  await Promise.all([...writers, ...sealers]);
  await sealAudit(ctx);
  const names = await chained();
  expect(names).toHaveLength(before + 160);
  expect(new Set(names).size).toBe(names.length);
  expect(await verifyAudit(ctx)).toMatchObject({ ok: true, checked: before + 160, unsealed: 0 });
});
