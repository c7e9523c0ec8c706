import type { PullSide } from "./channel-adapter";

/** From when on a shop's time must be covered: once begun it stays; it begins when its platform can be pulled and has an address. Pure. */
export function coverStart(input: { begun: Date | null; pull: PullSide | null; apiBaseUrl: string; now: Date }): Date | null {
  const { begun, pull, apiBaseUrl, now } = input;
  return begun ?? (pull && apiBaseUrl !== "" ? now : null);
}
