import type { z } from "zod";
import { reader } from "@/db/transaction";
import { maskDiff } from "@/lib/orders/core/content-diff";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type ChangePreviewView, previewChangeSchema } from "@/lib/versions/core/change-view";
import { moneyEffect } from "@/lib/versions/core/money-effect";
import { findOptionalActive } from "../store/change-store";
import { activeViewOf } from "../store/change-view-of";
import { judgeChange } from "./judge-change";

/** The change as it would be if sent now; writes nothing, and answers what stands in the way instead of refusing. */
export async function previewChange(ctx: Ctx, input: z.input<typeof previewChangeSchema>): Promise<ChangePreviewView> {
  requirePermission(ctx, "versions.request");
  const { order_id, base_version, actions } = parseInput(previewChangeSchema, input);
  const [order] = await loadOrderSnapshots(reader(), { orderIds: [order_id] });
  if (!order) throw notFound("orders", "order", order_id);
  const [evaluation, active] = await Promise.all([judgeChange(reader(), ctx, { order, actions }), findOptionalActive(reader(), order_id)]);
  const { changes, sentences, risk, approval, issues, refusals } = evaluation;
  const stale = order.version === base_version ? null : { expected: base_version, actual: order.version };
  return {
    diff: maskDiff(changes),
    sentences,
    money: moneyEffect(changes, order.content.amounts.paid),
    risk,
    approval,
    issues,
    refusals,
    stale,
    active: active ? activeViewOf(active) : null,
    sendable: changes.length > 0 && issues.length === 0 && refusals.length === 0 && stale === null && active === null,
  };
}
