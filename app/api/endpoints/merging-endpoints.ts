import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { groupView, suggestionCardView, suggestionDetailView, suggestionFilterSchema } from "@/lib/merging/core/suggestion-view";
import { approveMerge } from "@/lib/merging/use-cases/approve-merge";
import { confirmGroup, printGroup } from "@/lib/merging/use-cases/confirm-group";
import { getMergeSuggestion } from "@/lib/merging/use-cases/get-merge-suggestion";
import { getShipmentGroup } from "@/lib/merging/use-cases/get-shipment-group";
import { listMergeSuggestions } from "@/lib/merging/use-cases/list-merge-suggestions";
import { rejectMerge } from "@/lib/merging/use-cases/reject-merge";
import { snoozeMerge } from "@/lib/merging/use-cases/snooze-merge";
import { unmergeOrders } from "@/lib/merging/use-cases/unmerge-orders";

const reason = z.strictObject({ reason: z.string().min(1).max(500) });
const nothing = z.strictObject({});

export const listSuggestionsEndpoint = endpoint({
  method: "GET",
  path: "/merge-suggestions",
  summary: "Merge suggestions: active ones by deadline, decided ones newest first.",
  permission: "merging.read",
  query: suggestionFilterSchema,
  response: z.object({ merge_suggestions: z.array(suggestionCardView), next_cursor: z.string().nullable() }),
  call: (ctx, { query }) => listMergeSuggestions(ctx, query as never),
});

export const getSuggestionEndpoint = endpoint({
  method: "GET",
  path: "/merge-suggestions/{id}",
  summary: "One suggestion with its orders side by side.",
  permission: "merging.read",
  response: suggestionDetailView,
  call: (ctx, { params }) => getMergeSuggestion(ctx, { id: params.id ?? "" }),
});

export const approveSuggestionEndpoint = endpoint({
  method: "POST",
  path: "/merge-suggestions/{id}/approve",
  summary: "Make a shipment group; every rule is checked again under lock.",
  permission: "merging.decide",
  body: nothing,
  response: z.object({ group_id: z.uuid(), group_number: z.string(), order_ids: z.array(z.uuid()) }),
  call: (ctx, { params }) => approveMerge(ctx, { suggestion_id: params.id ?? "" }),
});

export const rejectSuggestionEndpoint = endpoint({
  method: "POST",
  path: "/merge-suggestions/{id}/reject",
  summary: "Say no, with the reason; the same orders are not suggested again.",
  permission: "merging.decide",
  body: reason,
  response: z.object({ suggestion_id: z.uuid(), state: z.literal("rejected") }),
  call: (ctx, { params, body }) => rejectMerge(ctx, { ...(body as object), suggestion_id: params.id } as never),
});

export const snoozeSuggestionEndpoint = endpoint({
  method: "POST",
  path: "/merge-suggestions/{id}/snooze",
  summary: "Take the suggestion off the board for some minutes.",
  permission: "merging.decide",
  body: z.strictObject({ minutes: z.int().min(5).max(240).optional() }),
  response: z.object({ suggestion_id: z.uuid(), snoozed_until: z.string() }),
  call: (ctx, { params, body }) => snoozeMerge(ctx, { ...(body as object), suggestion_id: params.id } as never),
});

export const getGroupEndpoint = endpoint({
  method: "GET",
  path: "/shipment-groups/{id}",
  summary: "A shipment group with everybody who is or was in it.",
  permission: "merging.read",
  response: groupView,
  call: (ctx, { params }) => getShipmentGroup(ctx, { id: params.id ?? "" }),
});

const moved = z.object({ group_id: z.uuid(), state: z.string() });

export const unmergeEndpoint = endpoint({
  method: "POST",
  path: "/shipment-groups/{id}/unmerge",
  summary: "Take orders out of a group before its label is printed; one that would remain alone dissolves it.",
  permission: "merging.unmerge",
  body: z.strictObject({ order_ids: z.array(z.uuid()).min(1).max(50), reason: z.string().min(1).max(500) }),
  response: moved.extend({ left_order_ids: z.array(z.uuid()) }),
  call: (ctx, { params, body }) => unmergeOrders(ctx, { ...(body as object), group_id: params.id } as never),
});

export const confirmGroupEndpoint = endpoint({
  method: "POST",
  path: "/shipment-groups/{id}/confirm",
  summary: "A re-opened group is fine after all; every rule is checked again.",
  permission: "merging.decide",
  body: nothing,
  response: moved,
  call: (ctx, { params }) => confirmGroup(ctx, { group_id: params.id ?? "" }),
});

export const printGroupEndpoint = endpoint({
  method: "POST",
  path: "/shipment-groups/{id}/print",
  summary: "The one label of the group is printed; rules are checked once more.",
  permission: "merging.print",
  body: nothing,
  response: moved,
  call: (ctx, { params }) => printGroup(ctx, { group_id: params.id ?? "" }),
});
