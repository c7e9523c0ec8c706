import { type ContentChange, contentDiff } from "@/lib/orders/core/content-diff";
import { canonicalJson } from "@/lib/orders/core/incoming-content";
import type { OrderContent } from "@/lib/orders/core/order-content";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import type { FieldIssue } from "@/lib/shared/errors";
import { type ApprovalView, approvalFor } from "./approval";
import { type ChangeAction, replayActions } from "./change-action";
import { assessRisk, type Risk } from "./risk";
import type { Sentence } from "./sentence";
import { type StageRefusal, stageRefusals } from "./stage-rules";

export type Evaluation = {
  after: OrderContent;
  /** Real values: for the hash. Mask before showing. */
  changes: ContentChange[];
  sentences: Sentence[];
  issues: FieldIssue[];
  refusals: StageRefusal[];
  risk: Risk;
  approval: ApprovalView;
};

/** Everything there is to know about a change before it is made: the same answer for preview, request and approval. */
export function evaluateChange(input: { order: OrderSnapshot; actions: readonly ChangeAction[]; recentChanges: number; now: Date }): Evaluation {
  const { order, actions, recentChanges, now } = input;
  const { after, issues, sentences } = replayActions(order.content, actions);
  const { promisedShipAt } = order;
  const risk = assessRisk({
    before: order.content,
    after,
    now,
    promisedShipAt,
    recentChanges,
    labelPrinted: order.printedAt !== null,
    inGroup: order.shipmentGroupId !== null,
  });
  return {
    after,
    changes: contentDiff(order.content, after),
    sentences,
    issues,
    refusals: stageRefusals(
      order,
      actions.map((action) => action.type),
    ),
    risk,
    approval: approvalFor({ level: risk.level, now, promisedShipAt }),
  };
}

/** The text an approval is bound to: base version and every real before and after, in one canonical spelling. */
export function diffText(input: { orderId: string; baseVersion: number; changes: readonly ContentChange[] }): string {
  const changes = [...input.changes].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, before, after }) => ({ path, before, after }));
  return canonicalJson({ order: input.orderId, base: input.baseVersion, changes });
}
