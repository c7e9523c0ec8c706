import type { Executor } from "@/db/transaction";
import { findOptionalVersion, versionContent } from "../store/version-store";

/** Step: of these versions, those whose seller note is another one than in the version before, with the note. */
export async function listChangedNotes(
  executor: Executor,
  input: { versions: readonly { orderId: string; version: number }[] },
): Promise<{ orderId: string; version: number; note: string }[]> {
  const changed = [];
  for (const { orderId, version } of input.versions) {
    const after = await findOptionalVersion(executor, { orderId, version });
    const before = await findOptionalVersion(executor, { orderId, version: version - 1 });
    const note = after ? versionContent(after).seller_note : "";
    if (after && before && versionContent(before).seller_note !== note) changed.push({ orderId, version, note });
  }
  return changed;
}
