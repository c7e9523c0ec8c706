import type { Tx } from "@/db/transaction";
import { type BuyerFacts, identitiesOf } from "@/lib/customers/core/identity-of";
import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { deleteUnowned, type IdentityRef, insertCustomers, insertIdentities, listIdentityOwners } from "../store/identity-store";

/**
 * Step: the customer of each row, in the order given; null where nothing says who it is. The strongest known identity
 * decides; identities that belong to somebody else are left there, never merged silently.
 */
export async function identifyCustomers(tx: Tx, ctx: Ctx, rows: BuyerFacts[]): Promise<(string | null)[]> {
  const refs = rows.map((row) => identitiesOf(row).map(({ kind, scope, value }) => ({ kind, scope, valueIndex: blindIndexOf(kind, value) })));
  const known = ownersByKey(await listIdentityOwners(tx, unique(refs.flat())));
  const wanted = new Map<string, IdentityRef & { customerId: string }>();
  const made = new Set<string>();
  const chosen = refs.map((own) => assign(own, known, wanted, made));
  if (made.size > 0)
    await insertCustomers(
      tx,
      [...made].sort().map((id) => ({ id, createdAt: ctx.clock.now() })),
    );
  if (wanted.size === 0) return chosen;
  await insertIdentities(
    tx,
    [...wanted.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  );
  return settle(tx, refs, chosen, made);
}

/** After the insert the table says who won each identity; rows follow their strongest one. */
async function settle(tx: Tx, refs: IdentityRef[][], chosen: (string | null)[], made: Set<string>): Promise<(string | null)[]> {
  const owners = ownersByKey(await listIdentityOwners(tx, unique(refs.flat())));
  const settled = refs.map((own, index) => own.map((ref) => owners.get(keyOf(ref))).find((id) => id !== undefined) ?? chosen[index] ?? null);
  const kept = new Set(settled);
  await deleteUnowned(
    tx,
    [...made].filter((id) => !kept.has(id)),
  );
  return settled;
}

function assign(
  own: IdentityRef[],
  known: Map<string, string>,
  wanted: Map<string, IdentityRef & { customerId: string }>,
  made: Set<string>,
): string | null {
  if (own.length === 0) return null;
  const owner = own.map((ref) => known.get(keyOf(ref))).find((id) => id !== undefined) ?? newId();
  if (!own.some((ref) => known.get(keyOf(ref)) === owner)) made.add(owner);
  for (const ref of own) {
    const key = keyOf(ref);
    if (known.has(key)) continue;
    known.set(key, owner);
    wanted.set(key, { ...ref, customerId: owner });
  }
  return owner;
}

function ownersByKey(rows: (IdentityRef & { customerId: string })[]): Map<string, string> {
  return new Map(rows.map((row) => [keyOf(row), row.customerId]));
}

function unique(refs: IdentityRef[]): IdentityRef[] {
  return [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];
}

function keyOf(ref: IdentityRef): string {
  return `${ref.kind} ${ref.scope} ${ref.valueIndex}`;
}
