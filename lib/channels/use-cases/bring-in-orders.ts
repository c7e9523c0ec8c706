import { createHash } from "node:crypto";
import { withTransaction } from "@/db/transaction";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import type { CallFailure, MappedOrder, PulledOrder } from "../core/channel-adapter";
import { type KeptPulledOrder, PULLED_TOPIC } from "../core/pulled-order";
import { applyMappedOrders } from "./apply-mapped-orders";
import type { ShopCaller } from "./shop-caller";

/** Details fetched side by side. */
const PARALLEL = 4;
const BATCH = 200;
/** From this attempt on an order whose detail alone fails goes to the inbox, where it has retries of its own. */
const HAND_OVER_FROM = 3;
const DIGEST_LENGTH = 16;

/** `kept`: it is in the inbox now, to become a dead letter with its reason or to be fetched again. */
export type BroughtIn = { externalId: string; end: "created" | "updated" | "unchanged" | "kept"; reason: string | null };

type Fetched = { order: PulledOrder; detail: unknown; reason: string | null };

/**
 * Step: orders a platform listed become orders here. One that cannot is kept in the inbox and never stops the others; a
 * failure that would meet them all is the answer, and what was brought in until then stays.
 */
export async function bringInOrders(
  ctx: Ctx,
  input: { caller: ShopCaller; orders: readonly PulledOrder[]; attempts: number; beat: () => Promise<void> },
): Promise<{ ok: true; brought: BroughtIn[] } | CallFailure> {
  requirePermission(ctx, "orders.ingest");
  const { caller, orders, attempts, beat } = input;
  const brought: BroughtIn[] = [];
  for (let start = 0; start < orders.length; start += BATCH) {
    const fetched = await fetchDetails(caller, { orders: orders.slice(start, start + BATCH), attempts, beat });
    if (!fetched.ok) return fetched;
    brought.push(...(await takeIn(ctx, caller, fetched.fetched)));
    await beat();
  }
  return { ok: true, brought };
}

async function fetchDetails(
  caller: ShopCaller,
  input: { orders: readonly PulledOrder[]; attempts: number; beat: () => Promise<void> },
): Promise<{ ok: true; fetched: Fetched[] } | CallFailure> {
  const { orders, attempts, beat } = input;
  const fetched: Fetched[] = orders.filter(({ detail }) => detail !== null).map((order) => ({ order, detail: order.detail, reason: null }));
  const named = orders.filter(({ detail }) => detail === null);
  for (let start = 0; start < named.length; start += PARALLEL) {
    const answers = await Promise.all(named.slice(start, start + PARALLEL).map((order) => fetchDetail(caller, { order, attempts })));
    await beat();
    for (const answer of answers) {
      if (!answer.ok) return answer;
      fetched.push(answer.fetched);
    }
  }
  return { ok: true, fetched };
}

async function fetchDetail(
  caller: ShopCaller,
  input: { order: PulledOrder; attempts: number },
): Promise<{ ok: true; fetched: Fetched } | CallFailure> {
  const { order, attempts } = input;
  const { fetchDetail: fetch } = adapterFor(caller.shop.platform);
  const answer = await caller.ask((shop, now) => fetch({ shop, externalId: order.externalId, now }));
  if (answer.ok) return { ok: true, fetched: { order, detail: answer.detail, reason: null } };
  const itsOwn = answer.kind === "not_found" || answer.kind === "refused" || (answer.kind === "retryable" && attempts >= HAND_OVER_FROM);
  return itsOwn ? { ok: true, fetched: { order, detail: null, reason: answer.reason } } : answer;
}

async function takeIn(ctx: Ctx, caller: ShopCaller, fetched: Fetched[]): Promise<BroughtIn[]> {
  const { shop } = caller;
  const kept: Fetched[] = fetched.filter(({ detail }) => detail === null);
  const mapped: { from: Fetched; order: MappedOrder }[] = [];
  for (const from of fetched.filter(({ detail }) => detail !== null)) {
    const mapping = adapterFor(shop.platform).toIncoming({ detail: from.detail, shopCode: shop.access.code });
    if (mapping.ok) mapped.push({ from, order: mapping.mapped });
    else kept.push({ ...from, reason: mapping.reason });
  }
  const brought: BroughtIn[] = [];
  const applied = await applyMappedOrders(ctx, { shopId: shop.id, orders: mapped.map(({ order }) => order) });
  for (const [index, { from }] of mapped.entries()) {
    const result = applied[index];
    if (!result || result.outcome === "rejected") kept.push({ ...from, reason: result?.reason ?? null });
    else brought.push({ externalId: from.order.externalId, end: result.outcome === "stale" ? "unchanged" : result.outcome, reason: null });
  }
  await keep(ctx, shop.id, kept);
  return [...brought, ...kept.map(({ order, reason }) => ({ externalId: order.externalId, end: "kept" as const, reason }))];
}

/** The same bad order in the next window is a repeat of the one that is here already. */
async function keep(ctx: Ctx, shopId: string, kept: Fetched[]): Promise<void> {
  if (kept.length === 0) return;
  await withTransaction(async (tx) => {
    for (const { order, detail } of kept) {
      const payload: KeptPulledOrder = { external_id: order.externalId, detail };
      const said = JSON.stringify([order.modifiedAt?.getTime() ?? null, detail]);
      const digest = createHash("sha256").update(said).digest("hex").slice(0, DIGEST_LENGTH);
      const dedupeKey = `${PULLED_TOPIC}:${order.externalId}:${digest}`;
      await storePush(tx, ctx, { source: "channel", scope: shopId, shopId, dedupeKey, topic: PULLED_TOPIC, payload });
    }
  });
}
