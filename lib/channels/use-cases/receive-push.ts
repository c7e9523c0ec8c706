import { createHash } from "node:crypto";
import { reader, withTransaction } from "@/db/transaction";
import { MAX_PUSH_BYTES } from "@/lib/inbox/core/push";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import type { Ctx } from "@/lib/shared/context";
import { unstorableText } from "@/lib/shared/unstorable-text";
import { adapterFor } from "../adapters/adapter-for";
import { genericAdapter } from "../adapters/generic/adapter";
import type { PushHeaders, PushMessage, PushReading, WebhookAnswer } from "../core/channel-adapter";
import { findOptionalKnownShop, type KnownShop } from "../store/shop-access";
import { countRefusedPush, touchLastPush } from "../store/shop-store";

/**
 * A platform's push, from its raw bytes to its acknowledgement. Who may push is proven by the signature, so
 * there is no role to check; what is stored is stored before the answer leaves. Never throws for bad input.
 */
export async function receivePush(ctx: Ctx, input: { shopCode: string; headers: PushHeaders; rawBody: Uint8Array }): Promise<WebhookAnswer> {
  const shop = unstorableText(input.shopCode) ? null : await findOptionalKnownShop(reader(), { code: input.shopCode });
  if (!shop) return genericAdapter.refuse({ status: 404, reason: "no shop has this address" });
  const adapter = adapterFor(shop.platform);
  if (input.rawBody.byteLength > MAX_PUSH_BYTES) {
    await turnAway(ctx, shop, `body of ${input.rawBody.byteLength} bytes is over ${MAX_PUSH_BYTES}`);
    return adapter.refuse({ status: 413, reason: `the body is over ${MAX_PUSH_BYTES} bytes` });
  }
  const reading = adapter.readPush({ shop: shop.access, headers: input.headers, rawBody: input.rawBody });
  if (reading.kind === "refused") {
    await turnAway(ctx, shop, reading.reason);
    return adapter.refuse({ status: 401, reason: reading.reason });
  }
  await keep(ctx, shop, toMessages(reading, input.rawBody));
  return adapter.acknowledge();
}

/** A signed body that cannot be read is kept as well: it becomes a dead letter that a person can see. */
function toMessages(reading: Exclude<PushReading, { kind: "refused" }>, rawBody: Uint8Array): PushMessage[] {
  if (reading.kind === "messages") return reading.messages;
  const digest = createHash("sha256").update(rawBody).digest("hex");
  const payload = { unreadable: reading.reason, body: new TextDecoder().decode(rawBody) };
  return [{ dedupeKey: `unreadable:${digest}`, topic: "unreadable", payload }];
}

async function keep(ctx: Ctx, shop: KnownShop, messages: PushMessage[]): Promise<void> {
  if (messages.length > 0) {
    await withTransaction(async (tx) => {
      for (const message of messages) await storePush(tx, ctx, { source: "channel", scope: shop.id, shopId: shop.id, ...message });
    });
  }
  await touchLastPush(reader(), shop.id, ctx.clock.now());
}

async function turnAway(ctx: Ctx, shop: KnownShop, reason: string): Promise<void> {
  await countRefusedPush(reader(), shop.id, { reason, at: ctx.clock.now() });
}
