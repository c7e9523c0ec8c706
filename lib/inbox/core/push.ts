import type { InboxSource } from "./inbox-state";

/** Far above any real push; what is longer is refused before it is read. */
export const MAX_PUSH_BYTES = 1_048_576;

/** A verified push, to be kept before it is acknowledged. */
export type NewPush = {
  source: InboxSource;
  /** Shop id for platform pushes, courier account id for courier pushes. */
  scope: string;
  shopId?: string;
  /** The platform's own message id where it has one, else a digest: a second arrival only counts as a repeat. */
  dedupeKey: string;
  topic: string;
  /** JSON-safe; sealed at rest. */
  payload: unknown;
};

export type StoredPush = { id: string; repeated: boolean };

/** A push being worked on. `attempts` includes this one. */
export type ClaimedPush = {
  id: string;
  source: InboxSource;
  scope: string;
  shopId: string | null;
  topic: string;
  payload: unknown;
  attempts: number;
  receivedAt: Date;
};

/** How work on a push ended; reasons are shown to people and hold no personal data. */
export type Settlement =
  | { action: "process" }
  | { action: "refuse"; reason: string }
  | { action: "park"; reason: string; waitsFor: string; retryAt?: Date };
