import { reader, withTransaction } from "@/db/transaction";
import { storePushes } from "@/lib/inbox/use-cases/store-pushes";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { PushMessage } from "../core/channel-adapter";
import { touchLastFeed } from "../store/shop-store";

/** Step: messages of a shop's feed, kept with their jobs in one transaction. When this resolves they may be acknowledged. */
export async function keepFeedMessages(ctx: Ctx, input: { shopId: string; messages: readonly PushMessage[] }): Promise<void> {
  requirePermission(ctx, "orders.ingest");
  const { shopId, messages } = input;
  await withTransaction((tx) =>
    storePushes(
      tx,
      ctx,
      messages.map((message) => ({ source: "channel", scope: shopId, shopId, ...message })),
    ),
  );
  await touchLastFeed(reader(), shopId, ctx.clock.now());
}
