import type { Executor } from "@/db/transaction";
import type { GroupState } from "@/lib/merging/core/merge-state";
import { findOptionalGroup, listGroupMembers } from "../store/group-store";

/** A group under review is not sure to leave together: each of its orders is scanned for itself. */
const LEAVES_TOGETHER: readonly GroupState[] = ["approved", "printed", "shipped"];

/** Step: the other orders that leave in one parcel with this one. */
export async function listGroupMates(executor: Executor, input: { orderId: string; groupId: string | null }): Promise<string[]> {
  const group = input.groupId ? await findOptionalGroup(executor, input.groupId) : null;
  if (!group || !LEAVES_TOGETHER.includes(group.state)) return [];
  const members = await listGroupMembers(executor, group.id);
  return members.filter(({ orderId, leftAt }) => leftAt === null && orderId !== input.orderId).map(({ orderId }) => orderId);
}
