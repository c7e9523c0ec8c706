import { reader, withTransaction } from "@/db/transaction";
import { MAX_PUSH_BYTES } from "@/lib/inbox/core/push";
import { storePushes } from "@/lib/inbox/use-cases/store-pushes";
import type { Ctx } from "@/lib/shared/context";
import { unstorableText } from "@/lib/shared/unstorable-text";
import { adapterFor } from "../adapters/adapter-for";
import type { PushMessage, PushReading, PushRequest, WebhookAnswer } from "../core/channel-adapter";
import { unreadableMessage } from "../feed/unreadable-message";
import { findOptionalKnownShop, type KnownShop } from "../store/shop-access";
import { countRefusedPush, touchLastPush } from "../store/shop-store";

/**
 * A platform's push, from its raw bytes to its acknowledgement. Who may push is proven by the signature, so
 * there is no role to check; what is stored is stored before the answer leaves. Never throws for bad input.
 */
export async function receivePush(ctx: Ctx, input: { shopCode: string } & Omit<PushRequest, "shop" | "now">): Promise<WebhookAnswer> {
  const shop = unstorableText(input.shopCode) ? null : await findOptionalKnownShop(reader(), { code: input.shopCode });
  if (!shop) return adapterFor("generic").refuse({ status: 404, reason: "no shop has this address" });
  const adapter = adapterFor(shop.platform);
  if (input.rawBody.byteLength > MAX_PUSH_BYTES) {
    await turnAway(ctx, shop, `body of ${input.rawBody.byteLength} bytes is over ${MAX_PUSH_BYTES}`);
    return adapter.refuse({ status: 413, reason: `the body is over ${MAX_PUSH_BYTES} bytes` });
  }
  const { method, query, headers, rawBody } = input;
  const reading = adapter.readPush({ shop: shop.access, method, query, headers, rawBody, now: ctx.clock.now() });
  if (reading.kind === "refused") {
    await turnAway(ctx, shop, reading.reason);
    return adapter.refuse({ status: 401, reason: reading.reason });
  }
  if (reading.kind === "answer") return reading.answer;
  await keep(ctx, shop, toMessages(reading, rawBody));
  return (reading.kind === "messages" ? reading.acknowledgement : undefined) ?? adapter.acknowledge();
}

/** A signed body that cannot be read is kept as well: it becomes a dead letter that a person can see. */
function toMessages(reading: Exclude<PushReading, { kind: "refused" | "answer" }>, rawBody: Uint8Array): PushMessage[] {
  if (reading.kind === "messages") return reading.messages;
  return [unreadableMessage({ reason: reading.reason, body: rawBody })];
}

async function keep(ctx: Ctx, shop: KnownShop, messages: PushMessage[]): Promise<void> {
  if (messages.length > 0) {
    await withTransaction(async (tx) => {
      await storePushes(
        tx,
        ctx,
        messages.map((message) => ({ source: "channel", scope: shop.id, shopId: shop.id, ...message })),
      );
    });
  }
  await touchLastPush(reader(), shop.id, ctx.clock.now());
}

async function turnAway(ctx: Ctx, shop: KnownShop, reason: string): Promise<void> {
  await countRefusedPush(reader(), shop.id, { reason, at: ctx.clock.now() });
}
