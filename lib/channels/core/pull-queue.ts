import type { PullKind } from "./pull-state";

/** Everything that asks one shop's platform for lists runs one after the other, in this queue. */
export function pullQueue(shopId: string): string {
  return `pull:${shopId}`;
}

/** One waiting job a window. */
export function pullJobKey(windowId: string): string {
  return `pull:${windowId}`;
}

/**
 * What happens now goes before what happened long ago. The schedule also goes before single pushes, which have 0: after
 * a flood one page brings a hundred orders that the pushes would bring one by one, and a pull that waits becomes a gap.
 */
export const PULL_PRIORITY: Record<PullKind | "reconciliation", number> = { scheduled: -5, backfill: 10, reconciliation: 20 };

/** A running window silent for longer has lost its worker: it is planned again. Calls time out after 8 s and are tried thrice. */
export const PULL_SILENT_MS = 90_000;
