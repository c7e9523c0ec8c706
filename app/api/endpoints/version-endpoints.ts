import { endpoint } from "@/app/api/endpoint";
import {
  approveChangeSchema,
  changeFilterSchema,
  changePreviewView,
  changeRequestListView,
  changeRequestView,
  decideChangeView,
  previewChangeSchema,
  rejectChangeSchema,
  requestChangeSchema,
  requestChangeView,
  restoreVersionSchema,
  restoreVersionView,
  withdrawChangeSchema,
} from "@/lib/versions/core/change-view";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { getChangeRequest } from "@/lib/versions/use-cases/get-change-request";
import { listChangeRequests } from "@/lib/versions/use-cases/list-change-requests";
import { previewChange } from "@/lib/versions/use-cases/preview-change";
import { rejectChange } from "@/lib/versions/use-cases/reject-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { restoreVersion } from "@/lib/versions/use-cases/restore-version";
import { withdrawChange } from "@/lib/versions/use-cases/withdraw-change";

const ofChange = { change_request_id: true } as const;
const ofOrder = { order_id: true } as const;

export const requestChangeEndpoint = endpoint({
  method: "POST",
  path: "/orders/{id}/change-requests",
  summary: "Stage an edit on a base version; nothing changes before somebody else approves it.",
  permission: "versions.request",
  body: requestChangeSchema.omit(ofOrder),
  response: requestChangeView,
  call: (ctx, { params, body }) => requestChange(ctx, { ...(body as object), order_id: params.id } as never),
});

export const previewChangeEndpoint = endpoint({
  method: "POST",
  path: "/orders/{id}/change-requests/preview",
  summary: "What an edit would do: difference, money, risk, approval. Writes nothing.",
  permission: "versions.request",
  body: previewChangeSchema.omit(ofOrder),
  response: changePreviewView,
  call: (ctx, { params, body }) => previewChange(ctx, { ...(body as object), order_id: params.id } as never),
});

export const listChangesEndpoint = endpoint({
  method: "GET",
  path: "/change-requests",
  summary: "Change requests: pending by deadline, the rest newest first.",
  permission: "versions.read",
  query: changeFilterSchema,
  response: changeRequestListView,
  call: (ctx, { query }) => listChangeRequests(ctx, query as never),
});

export const getChangeEndpoint = endpoint({
  method: "GET",
  path: "/change-requests/{id}",
  summary: "One change request, as a pull request is read.",
  permission: "versions.read",
  response: changeRequestView,
  call: (ctx, { params }) => getChangeRequest(ctx, { id: params.id ?? "" }),
});

export const approveChangeEndpoint = endpoint({
  method: "POST",
  path: "/change-requests/{id}/approve",
  summary: "Apply the change as the next version. Never one's own.",
  permission: "versions.decide",
  body: approveChangeSchema.omit(ofChange),
  response: decideChangeView,
  call: (ctx, { params, body }) => approveChange(ctx, { ...(body as object), change_request_id: params.id } as never),
});

export const rejectChangeEndpoint = endpoint({
  method: "POST",
  path: "/change-requests/{id}/reject",
  summary: "Say no, with the reason.",
  permission: "versions.decide",
  body: rejectChangeSchema.omit(ofChange),
  response: decideChangeView,
  call: (ctx, { params, body }) => rejectChange(ctx, { ...(body as object), change_request_id: params.id } as never),
});

export const withdrawChangeEndpoint = endpoint({
  method: "POST",
  path: "/change-requests/{id}/withdraw",
  summary: "Take a request back.",
  permission: "versions.request",
  body: withdrawChangeSchema.omit(ofChange),
  response: decideChangeView,
  call: (ctx, { params, body }) => withdrawChange(ctx, { ...(body as object), change_request_id: params.id } as never),
});

export const restoreVersionEndpoint = endpoint({
  method: "POST",
  path: "/orders/{id}/restore",
  summary: "Make an earlier version's content the next version.",
  permission: "versions.restore",
  body: restoreVersionSchema.omit(ofOrder),
  response: restoreVersionView,
  call: (ctx, { params, body }) => restoreVersion(ctx, { ...(body as object), order_id: params.id } as never),
});
