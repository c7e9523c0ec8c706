import type { Mapping } from "@/lib/channels/core/channel-adapter";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { orderSchema } from "./payloads";

/** The order is checked field by field by the ingest itself, which names what it refuses; `parcels` is ours beside it. */
export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = orderSchema.safeParse(input.detail);
  if (!parsed.success) return { ok: false, reason: "parcels is not a list of {carrier, tracking_number}." };
  const { parcels, ...rest } = parsed.data;
  const known = parcels.map(({ carrier, tracking_number }) => ({ carrier, trackingNumber: tracking_number }));
  return {
    ok: true,
    mapped: { order: { ...(rest as unknown as IncomingOrderInput), shop: input.shopCode }, parcels: known, facts: [] },
  };
}
