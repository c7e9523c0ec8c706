import type { IncomingOrderInput, IngestResult } from "@/lib/orders/core/incoming-order";
import type { REVEAL_PURPOSES, RevealView } from "@/lib/orders/core/order-view";
import type { FieldIssue } from "@/lib/shared/errors";

/** What an action answers: its data, or a refusal with the message key of its code. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      code: string;
      message: string;
      params: Record<string, string | number>;
      issues: FieldIssue[];
      request_id: string;
    };

export type RevealPurpose = (typeof REVEAL_PURPOSES)[number];

/** The actions the order pages are given. */
export type OrderActions = {
  reveal(input: { order_id: string; purpose: RevealPurpose; note: string }): Promise<ActionResult<RevealView>>;
  placeHold(input: { order_id: string; reason: string; until: string | null }): Promise<ActionResult<{ hold_id: string }>>;
  releaseHold(input: { order_id: string; hold_id: string }): Promise<ActionResult<{ hold_id: string }>>;
};

export type CreateOrderAction = (input: IncomingOrderInput) => Promise<ActionResult<IngestResult>>;

/** What the signed-in role may do here; a missing one disables its button and says why. */
export type OrderRights = { reveal: boolean; hold: boolean; restore: boolean };
