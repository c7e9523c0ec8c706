/**
 * What a sandbox platform does wrong, switchable while it runs. Rates are shares of 0 to 1: of calls for the first
 * group, of pushed or fed messages for the second.
 */
export type SandboxFaults = {
  /** Every answer waits this long. */
  latencyMs: number;
  /** Answered with HTTP 500. */
  serverErrorRate: number;
  /** Answered with the platform's own "too many calls", or HTTP 429 where it has none. */
  throttleRate: number;
  /** Answered with half of its JSON. */
  malformedRate: number;
  /** Every access token counts as expired until it is refreshed. */
  expiredToken: boolean;
  /** The platform's clock runs ahead (or behind, below zero): its checks of timestamps and its own times move with it. */
  clockSkewMs: number;
  /** Messages that are never sent: only a pull can find what they told. */
  dropPushRate: number;
  /** Messages sent twice. */
  duplicateRate: number;
  /** Messages of one round leave in random order. */
  reorder: boolean;
};

export const NO_FAULTS: Readonly<SandboxFaults> = {
  latencyMs: 0,
  serverErrorRate: 0,
  throttleRate: 0,
  malformedRate: 0,
  expiredToken: false,
  clockSkewMs: 0,
  dropPushRate: 0,
  duplicateRate: 0,
  reorder: false,
};
