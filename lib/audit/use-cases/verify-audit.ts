import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { ChainState } from "../core/audit-view";
import { FIRST_PREVIOUS_HASH } from "../core/chain";
import { countUnsealed } from "../store/audit-store";
import { type AuditRow, findSignedHead, hashEntry, listSealedAfter, signHead } from "../store/chain-store";

const BATCH = 5_000;

type Broken = NonNullable<ChainState["broken"]>;

/** Walks the whole chain: an edited, deleted, inserted or reordered entry, a cut tail and a forged head are each named. */
export async function verifyAudit(ctx: Ctx): Promise<ChainState> {
  requirePermission(ctx, "audit.read");
  const head = await findSignedHead(reader());
  const unsealed = await countUnsealed(reader());
  const state = { checked: 0, head_seq: head?.seq ?? 0, unsealed };
  if (head && head.signature !== signHead(head)) return { ...state, ok: false, broken: { seq: head.seq, reason: "head_forged" } };
  let seq = 0;
  let previousHash = FIRST_PREVIOUS_HASH;
  for (;;) {
    const rows = await listSealedAfter(reader(), { seq, limit: BATCH });
    for (const row of rows) {
      const broken = faultOf(row, seq + 1, previousHash);
      if (broken) return { ...state, checked: seq, ok: false, broken };
      seq += 1;
      previousHash = row.hash ?? "";
    }
    if (rows.length < BATCH) break;
  }
  // Entries sealed while we walked are past the head we read; only a shorter chain, or another hash at its end, is wrong.
  const cut = head !== null && (seq < head.seq || (seq === head.seq && previousHash !== head.hash));
  return { ...state, checked: seq, ok: !cut, broken: cut ? { seq: seq + 1, reason: "tail_cut" } : null };
}

function faultOf(row: AuditRow, seq: number, previousHash: string): Broken | null {
  if (row.seq !== seq) return { seq, reason: "missing" };
  if (row.previousHash !== previousHash) return { seq, reason: "not_linked" };
  return row.hash === hashEntry(row, seq, previousHash) ? null : { seq, reason: "altered" };
}
