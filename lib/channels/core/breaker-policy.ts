/** Failures in a row after which a platform is left alone for a while. */
export const TRIPS_AFTER = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A probe that has not said how it ended by then died on the way: another may try. */
export const PROBE_LEASE_MS = 2 * 60_000;

/** How long the circuit stays open after this many failures in a row. */
export function breakerPauseMs(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, failures - TRIPS_AFTER), LONGEST_PAUSE_MS);
}
