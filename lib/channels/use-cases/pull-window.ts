import { reader, withTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import { nextPullTry } from "../core/after-pull-failure";
import type { CallFailure, PullSide } from "../core/channel-adapter";
import { PULL_SILENT_MS } from "../core/pull-queue";
import {
  beatWindow,
  coverWindow,
  failWindow,
  findOptionalWindow,
  loseSilent,
  type PullCounts,
  type PullRow,
  postponeWindow,
  startWindow,
} from "../store/pull-store";
import { findOptionalKnownShop, type KnownShop } from "../store/shop-access";
import { findOptionalShop, touchLastPull } from "../store/shop-store";
import { askBreaker } from "./ask-breaker";
import { type BroughtIn, bringInOrders } from "./bring-in-orders";
import { enqueuePull } from "./enqueue-pull";
import { shopCaller } from "./shop-caller";
import { tellBreaker } from "./tell-breaker";
import { walkChanged } from "./walk-changed";

/** waiting: not now (paused, circuit open, its next try is later); busy: somebody else pulls it; superseded: lost to another attempt. */
export type PullEnd = "covered" | "failed" | "waiting" | "busy" | "superseded" | "settled";

/**
 * Pulls one window: page after page, each order through the same way in as a push. Ends covered, or failed with the time
 * of its next try; never throws for what a platform does. A repeat of a window brings nothing twice.
 */
export async function pullWindow(ctx: Ctx, input: { window_id: string }): Promise<PullEnd> {
  requirePermission(ctx, "orders.ingest");
  const now = ctx.clock.now();
  const window = await findOptionalWindow(reader(), input.window_id);
  if (!window || window.state === "covered" || window.state === "abandoned") return "settled";
  if (window.state === "running" && !(await wasLost(ctx, window))) return "busy";
  const shop = await findOptionalKnownShop(reader(), { id: window.shopId });
  const row = await findOptionalShop(reader(), window.shopId);
  const pull = shop ? adapterFor(shop.platform).pull : null;
  if (!shop || !pull || !row || row.pausedAt) return "waiting";
  if (window.nextTryAt && window.nextTryAt > now) return "waiting";
  const breaker = await askBreaker(reader(), ctx, { shopId: shop.id });
  if (!breaker.allowed) return postpone(window, breaker.retryAt);
  const started = await startWindow(reader(), { id: window.id, now });
  if (!started) return "busy";
  return run(ctx, { started, shop, pull });
}

/** Its worker is silent for too long, or still at it: then this job comes again later to see. */
async function wasLost(ctx: Ctx, window: PullRow): Promise<boolean> {
  const now = ctx.clock.now().getTime();
  return withTransaction(async (tx) => {
    const lost = await loseSilent(tx, { shopId: window.shopId, silentSince: new Date(now - PULL_SILENT_MS) });
    if (lost.includes(window.id)) return true;
    await enqueuePull(tx, { window, runAt: new Date(now + PULL_SILENT_MS) });
    return false;
  });
}

async function postpone(window: PullRow, until: Date): Promise<PullEnd> {
  await withTransaction(async (tx) => {
    await postponeWindow(tx, { id: window.id, until });
    await enqueuePull(tx, { window, runAt: until });
  });
  return "waiting";
}

const NOTHING: PullCounts = { listed: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
type Run = { started: PullRow; shop: KnownShop; pull: PullSide };

async function run(ctx: Ctx, input: Run): Promise<PullEnd> {
  const { started, shop } = input;
  const done = await walkPages(ctx, input).catch((error: unknown) => failHere(ctx, started, error));
  if (done.superseded) return "superseded";
  const { failure, counts } = done;
  await tellBreaker(reader(), ctx, { shopId: shop.id, outcome: failure ?? { ok: true } });
  const now = ctx.clock.now();
  if (!failure) {
    if (!(await coverWindow(reader(), started, { ...counts, finishedAt: now }))) return "superseded";
    await touchLastPull(reader(), shop.id, now);
    return "covered";
  }
  return withTransaction(async (tx) => {
    const nextTryAt = nextPullTry({ failure, attempts: started.attempts, now });
    if (!(await failWindow(tx, started, { ...counts, failureKind: failure.kind, error: failure.reason, nextTryAt }))) return "superseded";
    await enqueuePull(tx, { window: started, runAt: nextTryAt });
    return "failed";
  });
}

/** Something broke on our side: the window must not look as if it were still pulled. The job fails with the error. */
async function failHere(ctx: Ctx, started: PullRow, error: unknown): Promise<never> {
  const failure = { ok: false, kind: "retryable", reason: "Something went wrong here, not at the platform; the job ledger has the error." } as const;
  const nextTryAt = nextPullTry({ failure, attempts: started.attempts, now: ctx.clock.now() });
  await failWindow(reader(), started, { ...NOTHING, failureKind: failure.kind, error: failure.reason, nextTryAt });
  throw error;
}

type Walked = { superseded: boolean; failure: CallFailure | null; counts: PullCounts };

async function walkPages(ctx: Ctx, { started, shop, pull }: Run): Promise<Walked> {
  const caller = shopCaller(ctx, { shop, callsPerSecond: pull.callsPerSecond });
  const window = { from: started.fromAt, to: started.toAt };
  let counts = NOTHING;
  let superseded = false;
  const beat = async () => {
    superseded = superseded || !(await beatWindow(reader(), started, { ...counts, beatAt: ctx.clock.now() }));
  };
  for await (const page of walkChanged(caller, { pull, windows: [window] })) {
    const done = page.ok ? await bringInOrders(ctx, { caller, orders: page.orders, attempts: started.attempts, beat }) : page;
    if (!done.ok) return { superseded, failure: done, counts };
    counts = added(counts, done.brought);
    await beat();
    if (superseded) break;
  }
  return { superseded, failure: null, counts };
}

function added(counts: PullCounts, brought: BroughtIn[]): PullCounts {
  const of = (end: BroughtIn["end"]) => brought.filter((one) => one.end === end).length;
  return {
    listed: counts.listed + brought.length,
    created: counts.created + of("created"),
    updated: counts.updated + of("updated"),
    unchanged: counts.unchanged + of("unchanged"),
    refused: counts.refused + of("kept"),
  };
}
