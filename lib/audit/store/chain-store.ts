import { createHash, createHmac } from "node:crypto";
import { asc, desc, gt, isNull, sql } from "drizzle-orm";
import { auditHeads, auditLog } from "@/db/schema/audit";
import type { Executor, Tx } from "@/db/transaction";
import { type ChainedFields, chainText } from "@/lib/audit/core/chain";
import { keyring } from "@/lib/security/crypto/keyring";

export type AuditRow = typeof auditLog.$inferSelect;
export type Head = { seq: number; hash: string };

const SEAL_LOCK = 7_260_004;

/** False when another worker is sealing. */
export async function trySealLock(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as ok`);
  return row?.ok ?? false;
}

export function listUnsealed(tx: Tx, limit: number): Promise<AuditRow[]> {
  return tx.select().from(auditLog).where(isNull(auditLog.seq)).orderBy(asc(auditLog.id)).limit(limit);
}

export async function findHead(db: Executor): Promise<Head | null> {
  const [row] = await db.select().from(auditHeads).orderBy(desc(auditHeads.seq)).limit(1);
  return row ? { seq: row.seq, hash: row.hash } : null;
}

export async function findSignedHead(db: Executor): Promise<{ seq: number; hash: string; signature: string; at: Date } | null> {
  const [row] = await db.select().from(auditHeads).orderBy(desc(auditHeads.seq)).limit(1);
  return row ?? null;
}

export async function saveSeals(tx: Tx, seals: { id: string; seq: number; previousHash: string; hash: string }[]): Promise<void> {
  await tx.execute(sql`
    update audit_log a set seq = s.seq, previous_hash = s."previousHash", hash = s.hash
    from json_to_recordset(${JSON.stringify(seals)}::json) as s(id uuid, seq bigint, "previousHash" text, hash text)
    where a.id = s.id and a.seq is null`);
}

/** One row: the head only ever moves forward. */
export async function saveHead(tx: Tx, head: Head & { at: Date }): Promise<void> {
  await tx.delete(auditHeads);
  await tx.insert(auditHeads).values({ ...head, signature: signHead(head) });
}

export function listSealedAfter(db: Executor, input: { seq: number; limit: number }): Promise<AuditRow[]> {
  return db.select().from(auditLog).where(gt(auditLog.seq, input.seq)).orderBy(asc(auditLog.seq)).limit(input.limit);
}

export function hashEntry(row: AuditRow, seq: number, previousHash: string): string {
  return createHash("sha256")
    .update(chainText({ seq, previousHash, fields: fieldsOf(row) }), "utf8")
    .digest("hex");
}

/** Keyed: whoever can write the table still cannot forge where the chain ends. */
export function signHead(head: Head): string {
  return createHmac("sha256", keyring().index).update(`audit-head\n${head.seq}\n${head.hash}`).digest("hex");
}

function fieldsOf(row: AuditRow): ChainedFields {
  const { seq: _seq, previousHash: _previous, hash: _hash, at, ...rest } = row;
  return { ...rest, at: at.toISOString() };
}
