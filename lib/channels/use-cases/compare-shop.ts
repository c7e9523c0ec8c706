import { reader } from "@/db/transaction";
import { listModifiedOrders } from "@/lib/orders/use-cases/list-modified-orders";
import { listOrderMarks } from "@/lib/orders/use-cases/list-order-marks";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import type { CallFailure, PulledOrder, PullSide } from "../core/channel-adapter";
import { compareOrders } from "../core/compare-orders";
import { splitWindows } from "../core/plan-windows";
import { type NewDifference, type ReconciliationCounts, type ReconciliationRow, saveDifferences, saveProgress } from "../store/reconciliation-store";
import { type BroughtIn, bringInOrders } from "./bring-in-orders";
import type { ShopCaller } from "./shop-caller";
import { walkChanged } from "./walk-changed";

/** Beyond this the list itself is doubtful: the rest is named and not looked up one by one. */
const MOST_LOOKED_UP = 500;
/** One order whose detail does not come goes to the inbox at once; a comparison has no second attempt of its own. */
const HAND_OVER_AT_ONCE = Number.POSITIVE_INFINITY;

type Held = Awaited<ReturnType<typeof listModifiedOrders>>[number];
type Job = { reconciliation: ReconciliationRow; caller: ShopCaller; pull: PullSide };

/** Step: lists the stretch, repairs what is missing or older here, then looks up what is only here. */
export async function compareShop(ctx: Ctx, job: Job): Promise<{ ok: true; counts: ReconciliationCounts } | CallFailure> {
  const { reconciliation, caller, pull } = job;
  const range = { from: reconciliation.fromAt, to: reconciliation.toAt };
  const listed = new Set<string>();
  for await (const page of walkChanged(caller, { pull, windows: splitWindows({ ...range, maxWindowMs: pull.maxWindowMs }) })) {
    if (!page.ok) return page;
    const fresh = page.orders.filter(({ externalId }) => !listed.has(externalId));
    for (const { externalId } of fresh) listed.add(externalId);
    const failure = await repairPage(ctx, job, fresh);
    if (failure) return failure;
    await saveProgress(reader(), reconciliation.id, { listed: listed.size, held: 0 });
  }
  const held = await listModifiedOrders(reader(), { shopId: caller.shop.id, ...range });
  const failure = await lookUpExtras(
    ctx,
    job,
    held.filter(({ externalId }) => !listed.has(externalId)),
  );
  return failure ?? { ok: true, counts: { listed: listed.size, held: held.length } };
}

async function repairPage(ctx: Ctx, job: Job, orders: PulledOrder[]): Promise<CallFailure | null> {
  const { caller, reconciliation } = job;
  const held = await listOrderMarks(reader(), { shopId: caller.shop.id, externalIds: orders.map(({ externalId }) => externalId) });
  const { missing, stale } = compareOrders({ listed: orders, held });
  const found: NewDifference[] = [
    ...missing.map((order) => difference({ kind: "missing", order, held: null })),
    ...stale.map(({ order, held: ours }) => difference({ kind: "stale", order, held: ours })),
  ];
  if (found.length === 0) return null;
  await saveDifferences(reader(), reconciliation.id, found);
  const wanted = [...missing, ...stale.map(({ order }) => order)];
  const done = await bringInOrders(ctx, { caller, orders: wanted, attempts: HAND_OVER_AT_ONCE, beat: async () => undefined });
  if (!done.ok) return done;
  const now = await listOrderMarks(reader(), { shopId: caller.shop.id, externalIds: wanted.map(({ externalId }) => externalId) });
  const ids = new Map(now.map((mark) => [mark.externalId, mark.orderId]));
  const ends = new Map(done.brought.map((one) => [one.externalId, one]));
  const settled = found.map((one) => ({ ...one, ...endOf(ends.get(one.externalId)), orderId: ids.get(one.externalId) ?? null }));
  await saveDifferences(reader(), reconciliation.id, settled);
  return null;
}

function endOf(end: BroughtIn | undefined): Pick<NewDifference, "state" | "reason"> {
  if (end && end.end !== "kept") return { state: "repaired", reason: null };
  return { state: "unrepairable", reason: end?.reason ?? null };
}

/** Here and not listed: gone there, or changed again after the stretch. One that the platform knows just as we do is no difference. */
async function lookUpExtras(ctx: Ctx, job: Job, extras: Held[]): Promise<CallFailure | null> {
  const { caller, reconciliation } = job;
  const { fetchDetail } = adapterFor(caller.shop.platform);
  const looked = extras.slice(0, MOST_LOOKED_UP);
  for (const held of looked) {
    const answer = await caller.ask((shop, now) => fetchDetail({ shop, externalId: held.externalId, now }));
    if (!answer.ok && answer.kind !== "not_found" && answer.kind !== "refused") return answer;
    const order = { externalId: held.externalId, modifiedAt: null, detail: answer.ok ? answer.detail : null };
    if (!answer.ok) {
      const gone = { ...difference({ kind: "extra", order, held }), state: "unrepairable" as const, reason: answer.reason };
      await saveDifferences(reader(), reconciliation.id, [gone]);
      continue;
    }
    const done = await bringInOrders(ctx, { caller, orders: [order], attempts: HAND_OVER_AT_ONCE, beat: async () => undefined });
    const end = done.ok ? done.brought[0] : undefined;
    if (end && end.end !== "unchanged")
      await saveDifferences(reader(), reconciliation.id, [{ ...difference({ kind: "extra", order, held }), ...endOf(end) }]);
  }
  const rest = extras.slice(MOST_LOOKED_UP).map((held) => difference({ kind: "extra", order: { ...held, detail: null, modifiedAt: null }, held }));
  await saveDifferences(reader(), reconciliation.id, rest);
  return null;
}

function difference(input: { kind: NewDifference["kind"]; order: PulledOrder; held: Held | null }): NewDifference {
  const { kind, order, held } = input;
  return {
    kind,
    externalId: order.externalId,
    orderId: held?.orderId ?? null,
    theirsAt: order.modifiedAt,
    oursAt: held?.modifiedAt ?? null,
    state: "open",
    reason: null,
  };
}
