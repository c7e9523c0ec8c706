import { z } from "zod";
import { type Tx, withTransaction } from "@/db/transaction";
import type { ClaimedPush, Settlement } from "@/lib/inbox/core/push";
import { claimPush } from "@/lib/inbox/use-cases/claim-push";
import { settlePush } from "@/lib/inbox/use-cases/settle-push";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { courierAdapterFor } from "../adapters/adapter-for";
import type { Route } from "../core/courier-adapter";
import { COURIER_PROVIDERS } from "../core/courier-provider";
import { stateOfRoute } from "../core/parcel-facts";
import { waitsForParcel } from "../core/waits-for-parcel";
import { findOptionalParcel, listParcelEvents, lockTrackingNumbers, saveParcelEvents, saveParcelState } from "../store/parcel-store";
import { tellOrders } from "./tell-orders";

export type CourierPushEnd = Settlement["action"] | "already_settled";

/** What `receiveCourierPush` keeps. */
const keptSchema = z.object({ provider: z.enum(COURIER_PROVIDERS), unreadable: z.string().optional(), push: z.unknown() });

/**
 * Works off one kept route push in one transaction: the route's new nodes, the parcel's state, its orders' stories.
 * Two workers with the same push take turns at the parcel's lock, and the second finds every node known.
 */
export async function processCourierPush(ctx: Ctx, input: { inboxId: string }): Promise<CourierPushEnd> {
  requirePermission(ctx, "orders.record_event");
  const push = await claimPush(ctx, input);
  if (!push) return "already_settled";
  return withTransaction(async (tx) => {
    const settlement = await apply(tx, ctx, push);
    await settlePush(tx, ctx, { inboxId: push.id, settlement });
    return settlement.action;
  });
}

async function apply(tx: Tx, ctx: Ctx, push: ClaimedPush): Promise<Settlement> {
  const kept = keptSchema.safeParse(push.payload);
  if (!kept.success) return { action: "refuse", reason: "The kept push has no provider." };
  if (kept.data.unreadable) return { action: "refuse", reason: kept.data.unreadable };
  const reading = courierAdapterFor(kept.data.provider).toRoute(kept.data.push);
  if (!reading.ok) return { action: "refuse", reason: reading.reason };
  return applyRoute(tx, ctx, reading.route);
}

async function applyRoute(tx: Tx, ctx: Ctx, route: Route): Promise<Settlement> {
  const { carrier, trackingNumber, nodes } = route;
  await lockTrackingNumbers(tx, [trackingNumber]);
  const parcel = await findOptionalParcel(tx, { carrier, trackingNumber });
  if (!parcel) {
    const reason = `No parcel has the tracking number ${trackingNumber} yet.`;
    return { action: "park", reason, waitsFor: waitsForParcel(trackingNumber) };
  }
  const added = await saveParcelEvents(tx, parcel.id, nodes, ctx.clock.now());
  if (added === 0) return { action: "process" };
  const known = await listParcelEvents(tx, [parcel.id]);
  const state = stateOfRoute(known);
  await saveParcelState(tx, parcel.id, { state, lastEventAt: known.at(-1)?.occurredAt ?? null });
  await tellOrders(tx, ctx, { ...parcel, state });
  return { action: "process" };
}
