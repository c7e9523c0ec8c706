import { setTimeout as sleep } from "node:timers/promises";
import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import type { FeedSide, PushMessage, ShopAccess } from "../core/channel-adapter";
import { needsPerson, reconnectPauseMs, TELL_AFTER } from "../core/feed-policy";
import { type FeedEnd, runConnection } from "../feed/feed-connection";
import type { KnownShop } from "../store/shop-access";
import { noteShopError } from "../store/shop-store";
import { keepFeedMessages } from "./keep-feed-messages";
import { refreshAccess } from "./refresh-access";

/** While only a person can help, the reason is told again so often: a pull that ends well wipes it away. */
const TELL_AGAIN_MS = 30_000;

type Input = { shop: KnownShop; feed: FeedSide; signal: AbortSignal; onProblem(text: string): void };

/** Listens to one shop's feed until the signal: connects, keeps what comes, connects again when it ends. Never throws. */
export async function runFeed(ctx: Ctx, input: Input): Promise<void> {
  requirePermission(ctx, "orders.ingest");
  const { shop, feed, signal, onProblem } = input;
  const keep = (messages: PushMessage[]) =>
    keepFeedMessages(ctx, { shopId: shop.id, messages }).catch((error: unknown) => {
      onProblem(`messages of the feed of ${shop.access.code} could not be kept: ${messageOf(error)}`);
      throw error;
    });
  let access = shop.access;
  for (let failures = 1; ; failures++) {
    const end = await runConnection({ feed, shop: access, clock: ctx.clock, signal, keep });
    if (end === null || signal.aborted) return;
    if (end.good) failures = 1;
    onProblem(`feed of ${shop.access.code}: ${end.reason}`);
    try {
      access = await afterEnd(ctx, { shop, access, end, failures });
    } catch (error) {
      onProblem(`feed of ${shop.access.code}: ${messageOf(error)}`);
    }
    await pause(ctx, { ...input, end, failures }).catch(() => undefined);
  }
}

/** The access to go on with: an expired token is renewed, and what lasts is written to the shop for people to see. */
async function afterEnd(ctx: Ctx, input: { shop: KnownShop; access: ShopAccess; end: FeedEnd; failures: number }): Promise<ShopAccess> {
  const { shop, access, end, failures } = input;
  if (end.failure === "token_expired") {
    const renewed = await refreshAccess(ctx, { shopId: shop.id, expired: access.accessToken });
    if (renewed.ok) return renewed.shop.access;
    await noteShopError(reader(), shop.id, { reason: renewed.reason, at: ctx.clock.now() });
    return access;
  }
  if (needsPerson(end.failure) || failures >= TELL_AFTER) {
    await noteShopError(reader(), shop.id, { reason: end.reason, at: ctx.clock.now() });
  }
  return access;
}

async function pause(ctx: Ctx, input: Input & { end: FeedEnd; failures: number }): Promise<void> {
  const { shop, signal, end, failures } = input;
  const renewedJustNow = end.failure === "token_expired" && failures === 1;
  const failure = renewedJustNow ? "retryable" : end.failure;
  let left = reconnectPauseMs({ failure, failures, unit: Math.random() });
  for (; left > TELL_AGAIN_MS; left -= TELL_AGAIN_MS) {
    await sleep(TELL_AGAIN_MS, undefined, { signal });
    if (needsPerson(failure)) await noteShopError(reader(), shop.id, { reason: end.reason, at: ctx.clock.now() });
  }
  await sleep(left, undefined, { signal });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
