import { reader, withTransaction } from "@/db/transaction";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { afterWriteBackFailure } from "../core/after-write-back-failure";
import type { CallFailure, CallResult, Shipment, WriteBackSide } from "../core/channel-adapter";
import { overLimit } from "../core/write-back-limits";
import {
  listToldParcels,
  listWriteBacksOfOrder,
  settleWriteBack,
  startWriteBack,
  type WriteBackEnd,
  type WriteBackWithOrder,
} from "../store/write-back-store";
import { readNote, readShipment } from "./read-write-back";
import type { ShopCaller } from "./shop-caller";

/** Three patient calls of 8 s each, a token renewed and a look at the order fit in; whoever is silent for longer is dead. */
const LEASE_MS = 120_000;
const REASON_LIMIT = 500;

/** `outcome` is what the platform answered; null where it was not asked. */
export type SentWriteBack = { end: "sent" | "failed" | "stopped" | "skipped"; outcome: CallResult | null };

type Sending = { caller: ShopCaller; side: WriteBackSide; writeBack: WriteBackWithOrder };

/**
 * Step: tells the platform one thing and keeps how that ended. A sender that dies between the two leaves it to be sent
 * again: adapters take the platform's "told already" for done.
 */
export async function sendWriteBack(ctx: Ctx, input: Sending): Promise<SentWriteBack> {
  requirePermission(ctx, "sync.write_back");
  const leaseUntil = new Date(ctx.clock.now().getTime() + LEASE_MS);
  const started = await startWriteBack(reader(), { id: input.writeBack.id, leaseUntil });
  if (!started) return { end: "skipped", outcome: null };
  const attempt = { ...input, writeBack: { ...input.writeBack, ...started } };
  const answer = await tell(attempt).catch((error: unknown) => failHere(ctx, attempt, error));
  if ("limit" in answer) return { end: await settle(ctx, attempt, { kind: "over_limit", reason: answer.limit }), outcome: null };
  return { end: await settle(ctx, attempt, answer), outcome: answer };
}

async function tell({ caller, side, writeBack }: Sending): Promise<CallResult | { limit: string }> {
  const { externalId } = writeBack;
  if (writeBack.kind === "note") {
    const { sendNote } = side;
    if (!sendNote) return { ok: false, kind: "refused", reason: "This platform takes no notes." };
    const { note } = readNote(writeBack);
    return caller.ask((shop, now) => sendNote({ shop, externalId, note, now }));
  }
  const shipment = await shipmentOf(writeBack);
  const rows = await listWriteBacksOfOrder(reader(), { orderId: writeBack.orderId, kind: "shipment" });
  const corrections = rows.filter((row) => row.state === "sent" && readShipment(row).replaces !== null).length;
  const limit = overLimit({ side, earlier: shipment.earlier, corrections, replaces: shipment.replaces });
  if (limit !== null) return { limit };
  return caller.ask((shop, now) => side.sendShipment({ shop, shipment, now }));
}

async function shipmentOf(writeBack: WriteBackWithOrder): Promise<Shipment> {
  const { carrier, tracking_number, shipped_at, lines, complete, replaces } = readShipment(writeBack);
  const told = await listToldParcels(reader(), writeBack.orderId);
  return {
    externalId: writeBack.externalId,
    carrier,
    trackingNumber: tracking_number,
    shippedAt: new Date(shipped_at),
    lines: lines?.map((line) => ({ externalLineId: line.external_line_id, quantity: line.quantity })) ?? null,
    complete,
    earlier: told
      .filter((parcel) => parcel.trackingNumber !== tracking_number)
      .map((parcel) => ({ carrier: parcel.carrier, trackingNumber: parcel.trackingNumber })),
    replaces: replaces ? { carrier: replaces.carrier, trackingNumber: replaces.tracking_number } : null,
  };
}

type Stopped = { kind: "over_limit"; reason: string };

async function settle(ctx: Ctx, { writeBack }: Sending, answer: CallResult | Stopped): Promise<SentWriteBack["end"]> {
  const now = ctx.clock.now();
  const { action, end } = endOf({ answer, attempts: writeBack.attempts, now });
  return withTransaction(async (tx) => {
    if (!(await settleWriteBack(tx, { started: writeBack, action, end }))) return "skipped";
    if (action === "fail") return "failed";
    const told = action === "succeed";
    const parcel = writeBack.kind === "note" ? {} : parcelData(writeBack);
    await appendOrderEvents(tx, ctx, [
      {
        orderId: writeBack.orderId,
        type: told ? "platform_told" : "platform_not_told",
        occurredAt: now,
        source: "system",
        sourceEventId: `write_back:${writeBack.id}:${told ? "sent" : `stopped:${writeBack.attempts}`}`,
        data: { what: writeBack.kind, ...parcel, ...(end.error ? { reason: end.error } : {}) },
      },
    ]);
    return told ? "sent" : "stopped";
  });
}

function parcelData(writeBack: WriteBackWithOrder): Record<string, unknown> {
  const { carrier, tracking_number } = readShipment(writeBack);
  return { carrier, tracking_number };
}

function endOf(input: { answer: CallResult | Stopped; attempts: number; now: Date }): { action: "succeed" | "fail" | "stop"; end: WriteBackEnd } {
  const { answer, attempts, now } = input;
  if (!("kind" in answer)) return { action: "succeed", end: { failureKind: null, error: null, nextTryAt: null, sentAt: now } };
  const end = { failureKind: answer.kind, error: maskPhonesInText(answer.reason).slice(0, REASON_LIMIT), nextTryAt: null, sentAt: null };
  if (answer.kind === "over_limit") return { action: "stop", end };
  const after = afterWriteBackFailure({ failure: answer as CallFailure, attempts, now });
  return after.stop ? { action: "stop", end } : { action: "fail", end: { ...end, nextTryAt: after.nextTryAt } };
}

/** Something broke on our side: it must not look as if it were still being sent. The job fails with the error. */
async function failHere(ctx: Ctx, sending: Sending, error: unknown): Promise<never> {
  const reason = "Something went wrong here, not at the platform; the job ledger has the error.";
  await settle(ctx, sending, { ok: false, kind: "retryable", reason });
  throw error;
}
