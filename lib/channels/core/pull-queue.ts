import type { PullKind } from "./pull-state";

/** Everything that asks one shop's platform for lists runs one after the other, in this queue. */
export function pullQueue(shopId: string): string {
  return `pull:${shopId}`;
}

/** One waiting job a window. */
export function pullJobKey(windowId: string): string {
  return `pull:${windowId}`;
}

/** What happens now goes before what happened long ago. */
export const PULL_PRIORITY: Record<PullKind | "reconciliation", number> = { scheduled: 0, backfill: 10, reconciliation: 20 };

/** A running window silent for longer has lost its worker: it is planned again. Calls time out after 8 s and are tried thrice. */
export const PULL_SILENT_MS = 90_000;
