import { z } from "zod";
import { suggestionMachine } from "./merge-state";
import { TIERS } from "./verdict";

export const verdictView = z.object({
  rule: z.string(),
  passed: z.boolean(),
  order_ids: z.array(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export const evidenceView = z.object({ comparison: z.string(), level: z.string(), weight: z.number() });

export const suggestionView = z.object({
  id: z.uuid(),
  state: z.enum(suggestionMachine.states),
  order_ids: z.array(z.uuid()),
  tier: z.enum(TIERS),
  probability: z.number(),
  passed: z.array(verdictView),
  failed: z.array(verdictView),
  evidence: z.array(evidenceView),
  deadline: z.string().nullable(),
  window_start: z.string(),
  window_end: z.string(),
  freight_saved: z.number(),
  policy_version: z.number(),
  group_id: z.uuid().nullable(),
  snoozed_until: z.string().nullable(),
  decided_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SuggestionView = z.infer<typeof suggestionView>;

/** A part of the receiver, masked, and whether all members agree on it (null: cannot be known). */
export const receiverPartView = z.object({ value: z.string(), equal: z.boolean().nullable() });

export const memberView = z.object({
  id: z.uuid(),
  external_id: z.string(),
  platform: z.string(),
  shop: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  status: z.string(),
  version: z.number(),
  placed_at: z.string(),
  paid_at: z.string().nullable(),
  promised_ship_at: z.string().nullable(),
  buffer_until: z.string().nullable(),
  paid_amount: z.number(),
  receiver: z.record(z.enum(["name", "phone", "province", "city", "district", "address", "token"]), receiverPartView),
  lines: z.array(
    z.object({ title: z.string(), sku: z.string(), quantity: z.number(), paid: z.number(), refund_status: z.string(), cancelled: z.boolean() }),
  ),
  flags: z.array(z.string()),
  has_buyer_note: z.boolean(),
});
export type MemberView = z.infer<typeof memberView>;

export const suggestionDetailView = suggestionView.extend({ orders: z.array(memberView) });
export type SuggestionDetail = z.infer<typeof suggestionDetailView>;

/** What lists show of a suggestion without opening it. */
export const suggestionCardView = suggestionView.extend({
  shops: z.array(z.string()),
  platforms: z.array(z.string()),
  receiver: z.string(),
  item_count: z.number(),
});
export type SuggestionCard = z.infer<typeof suggestionCardView>;

export const suggestionFilterSchema = z.strictObject({
  status: z
    .enum(suggestionMachine.states)
    .or(z.enum(["active", "decided"]))
    .default("open"),
  tier: z.enum(TIERS).optional(),
  shop: z.string().max(64).optional(),
  order: z.uuid().optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type SuggestionFilter = z.input<typeof suggestionFilterSchema>;

export const rejectMergeSchema = z.strictObject({ suggestion_id: z.uuid(), reason: z.string().trim().min(1).max(500) });
export const approveMergeSchema = z.strictObject({ suggestion_id: z.uuid() });
export const snoozeMergeSchema = z.strictObject({ suggestion_id: z.uuid(), minutes: z.int().min(5).max(240).default(30) });
export const unmergeSchema = z.strictObject({
  group_id: z.uuid(),
  order_ids: z.array(z.uuid()).min(1).max(50),
  reason: z.string().trim().min(1).max(500),
});
export const groupIdSchema = z.strictObject({ group_id: z.uuid() });

export const groupView = z.object({
  id: z.uuid(),
  number: z.string(),
  state: z.string(),
  deadline: z.string().nullable(),
  review_reason: z.string().nullable(),
  approved_by: z.string(),
  suggestion_id: z.uuid().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  members: z.array(
    z.object({
      order_id: z.uuid(),
      external_id: z.string(),
      platform: z.string(),
      shop_name: z.string(),
      status: z.string(),
      item_summary: z.string(),
      joined_at: z.string(),
      left_at: z.string().nullable(),
      left_reason: z.string().nullable(),
    }),
  ),
  /** What taking the group apart costs at this stage. */
  unmerge: z.object({ allowed: z.boolean(), cost: z.enum(["free", "void_label", "recall", "impossible"]) }),
});
export type GroupView = z.infer<typeof groupView>;
