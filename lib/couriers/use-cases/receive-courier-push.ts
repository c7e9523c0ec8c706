import { createHash } from "node:crypto";
import { reader, withTransaction } from "@/db/transaction";
import { MAX_PUSH_BYTES } from "@/lib/inbox/core/push";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { openText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { courierAdapterFor } from "../adapters/adapter-for";
import type { CourierAnswer, CourierCall, CourierReading } from "../core/courier-adapter";
import { type CourierProvider, isCourierProvider } from "../core/courier-provider";
import { courierSaltPlace } from "../core/courier-salt-place";
import { countRefusedCourierPush, findOptionalCourierAccount, touchLastCourierPush } from "../store/courier-account-store";
import { secretHashOf } from "./secret-hash-of";

/**
 * A tracking provider's push, from its raw bytes to its acknowledgement. The secret in the address and the
 * signature prove who pushes; what is stored is stored before the answer leaves. Never throws for bad input.
 */
export async function receiveCourierPush(
  ctx: Ctx,
  input: { provider: string; secret: string; headers: Readonly<Record<string, string>>; rawBody: Uint8Array },
): Promise<CourierAnswer> {
  const { provider, rawBody } = input;
  const call: CourierCall = { rawBody, now: ctx.clock.now() };
  if (!isCourierProvider(provider)) return unknownAddress("kuaidi100", call);
  const account = await findOptionalCourierAccount(reader(), { provider, secretHash: secretHashOf(input.secret) });
  if (!account) return unknownAddress(provider, call);
  const adapter = courierAdapterFor(provider);
  const refuse = async (status: number, reason: string) => {
    await countRefusedCourierPush(reader(), account.id, { reason, at: ctx.clock.now() });
    return adapter.refuse({ ...call, status, reason });
  };
  if (rawBody.byteLength > MAX_PUSH_BYTES) return refuse(413, `the body is over ${MAX_PUSH_BYTES} bytes`);
  const salt = account.salt === null ? null : openText(courierSaltPlace(account.id), account.salt);
  const reading = adapter.readPush({ salt, headers: input.headers, rawBody });
  if (reading.kind === "refused") return refuse(401, reading.reason);
  await withTransaction(async (tx) => {
    for (const push of toPushes(provider, reading)) await storePush(tx, ctx, { source: "courier", scope: account.id, ...push });
  });
  await touchLastCourierPush(reader(), account.id, ctx.clock.now());
  return adapter.acknowledge(call);
}

function unknownAddress(provider: CourierProvider, call: CourierCall): CourierAnswer {
  return courierAdapterFor(provider).refuse({ ...call, status: 404, reason: "no account has this address" });
}

type Kept = { dedupeKey: string; topic: string; payload: unknown };

/** What is signed but cannot be read is kept too: it becomes a dead letter that a person can see. */
function toPushes(provider: CourierProvider, reading: Exclude<CourierReading, { kind: "refused" }>): Kept[] {
  if (reading.kind === "messages") return reading.messages.map((message) => ({ ...message, payload: { provider, push: message.payload } }));
  const digest = createHash("sha256").update(reading.body, "utf8").digest("hex");
  return [{ dedupeKey: `unreadable:${digest}`, topic: "unreadable", payload: { provider, unreadable: reading.reason, push: reading.body } }];
}
