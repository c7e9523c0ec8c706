import type { ActionResult } from "@/components/orders/order-actions";

/** The action the list of dead letters is given. */
export type ReplayPush = (input: { inbox_id: string }) => Promise<ActionResult<{ inbox_id: string; state: "received" }>>;
