import { z } from "zod";
import { ORDER_STATUSES } from "@/lib/orders/core/order-status";
import { contentChangeView } from "@/lib/orders/core/order-view";
import { PLATFORMS } from "@/lib/shared/platform";
import { approvalView } from "./approval";
import { changeActionsSchema } from "./change-action";
import { changeMachine } from "./change-state";
import { moneyEffectView } from "./money-effect";
import { permittedActsView } from "./permitted-acts";
import { RISK_LEVELS, riskView } from "./risk";
import { sentenceView } from "./sentence";
import { STAGE_REFUSALS } from "./stage-rules";

const reason = z.string().trim().min(1).max(500);
const changeId = z.strictObject({ change_request_id: z.uuid() });

export const requestChangeSchema = z.strictObject({
  order_id: z.uuid(),
  /** The version the requester looked at; any other by now is 409. */
  base_version: z.int().min(1),
  actions: changeActionsSchema,
  reason,
});
export const previewChangeSchema = z.strictObject({ order_id: z.uuid(), base_version: z.int().min(1), actions: changeActionsSchema });
export const approveChangeSchema = changeId.extend({ reason: z.string().trim().max(500).optional() });
export const rejectChangeSchema = changeId.extend({ reason });
export const withdrawChangeSchema = changeId.extend({ reason: z.string().trim().max(500).optional() });
export const restoreVersionSchema = z.strictObject({
  order_id: z.uuid(),
  version: z.int().min(1),
  reason,
  /** When given, the order must still stand there. */
  base_version: z.int().min(1).optional(),
});

export const requestChangeView = z.object({ id: z.uuid(), risk: riskView, approval: approvalView });
export type RequestChangeView = z.infer<typeof requestChangeView>;

export const decideChangeView = z.object({ id: z.uuid(), state: z.enum(changeMachine.states), version: z.number().nullable() });
export type DecideChangeView = z.infer<typeof decideChangeView>;

export const restoreVersionView = z.object({
  order_id: z.uuid(),
  version: z.number(),
  restored_from: z.number(),
  changes: z.array(contentChangeView),
});
export type RestoreVersionView = z.infer<typeof restoreVersionView>;

/** Who holds the order's one active change. */
export const activeChangeView = z.object({ id: z.uuid(), requested_by: z.string(), created_at: z.string(), due_at: z.string() });
export type ActiveChangeView = z.infer<typeof activeChangeView>;

/** A change as it would be, nothing written. `issues` are the fields at fault, `refusals` why the stage forbids it. */
export const changePreviewView = z.object({
  diff: z.array(contentChangeView),
  sentences: z.array(sentenceView),
  money: moneyEffectView,
  risk: riskView,
  approval: approvalView,
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  refusals: z.array(z.enum(STAGE_REFUSALS)),
  stale: z.object({ expected: z.number(), actual: z.number() }).nullable(),
  active: activeChangeView.nullable(),
  /** Nothing stands in the way: it changes something and may be sent. */
  sendable: z.boolean(),
});
export type ChangePreviewView = z.infer<typeof changePreviewView>;

const changeOrderView = z.object({
  id: z.uuid(),
  external_id: z.string(),
  platform: z.enum(PLATFORMS),
  shop_name: z.string(),
  status: z.enum(ORDER_STATUSES),
  version: z.number(),
  item_summary: z.string(),
  paid_amount: z.number(),
  promised_ship_at: z.string().nullable(),
});

export const changeRequestView = z.object({
  id: z.uuid(),
  order: changeOrderView,
  base_version: z.number(),
  state: z.enum(changeMachine.states),
  action_types: z.array(z.string()),
  sentences: z.array(sentenceView),
  diff: z.array(contentChangeView),
  money: moneyEffectView,
  reason: z.string(),
  risk: riskView,
  approval: approvalView,
  requested_by: z.string(),
  requested_by_id: z.string(),
  created_at: z.string(),
  decided_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  /** What the decider wrote; for `invalidated` a cause, message key `versions.causes.<cause>`. */
  decision_reason: z.string().nullable(),
  applied_version: z.number().nullable(),
  /** What the reader may do with it now. */
  acts: permittedActsView,
});
export type ChangeRequestView = z.infer<typeof changeRequestView>;
export const changeRequestListView = z.object({ change_requests: z.array(changeRequestView), next_cursor: z.string().nullable() });
export type ChangeRequestListView = z.infer<typeof changeRequestListView>;

/** `pending` by deadline; `decided` and `mine` newest first. */
export const changeFilterSchema = z.strictObject({
  state: z
    .enum(changeMachine.states)
    .or(z.enum(["decided", "mine", "all"]))
    .default("pending"),
  risk: z.enum(RISK_LEVELS).optional(),
  order_id: z.uuid().optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ChangeFilter = z.input<typeof changeFilterSchema>;

/** Why a pending change fell: the order it stood on is no longer the same. */
export const INVALIDATION_CAUSES = ["platform_updated", "order_changed", "order_moved_on", "diff_changed", "restored"] as const;
export type InvalidationCause = (typeof INVALIDATION_CAUSES)[number];
