import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { listWriteBacksSchema, retryWriteBackSchema, writeBackViewSchema } from "@/lib/channels/core/write-back-view";
import { dropWriteBack } from "@/lib/channels/use-cases/drop-write-back";
import { listWriteBacks } from "@/lib/channels/use-cases/list-write-backs";
import { retryWriteBack } from "@/lib/channels/use-cases/retry-write-back";
import { pushPayloadViewSchema, repairPushSchema, replayPushesSchema, replayResultsSchema } from "@/lib/inbox/core/repair-view";
import { dropPush } from "@/lib/inbox/use-cases/drop-push";
import { repairPush } from "@/lib/inbox/use-cases/repair-push";
import { replayPushes } from "@/lib/inbox/use-cases/replay-pushes";
import { viewPush } from "@/lib/inbox/use-cases/view-push";

const reasonSchema = z.strictObject({ reason: z.string().trim().min(1).max(300) });

export const viewPushEndpoint = endpoint({
  method: "GET",
  path: "/dead-letters/{id}",
  summary: "What a push holds, personal data masked; it is shown in full in the console only.",
  permission: "inbox.repair",
  response: pushPayloadViewSchema,
  call: (ctx, { params }) => viewPush(ctx, { inbox_id: params.id ?? "" }),
});

export const repairPushEndpoint = endpoint({
  method: "POST",
  path: "/dead-letters/{id}/repair",
  summary: "Puts another payload (JSON as text) in the place of one that could not be used; what came is kept.",
  permission: "inbox.repair",
  body: repairPushSchema.omit({ inbox_id: true }),
  response: z.object({ inbox_id: z.uuid(), state: z.literal("received") }),
  call: (ctx, { params, body }) => repairPush(ctx, { ...(body as { payload: string; reason: string }), inbox_id: params.id ?? "" }),
});

export const dropPushEndpoint = endpoint({
  method: "POST",
  path: "/dead-letters/{id}/drop",
  summary: "Gives up on a push, with a reason; it is kept.",
  permission: "inbox.repair",
  body: reasonSchema,
  response: z.object({ inbox_id: z.uuid(), state: z.literal("dropped") }),
  call: (ctx, { params, body }) => dropPush(ctx, { ...(body as { reason: string }), inbox_id: params.id ?? "" }),
});

export const replayPushesEndpoint = endpoint({
  method: "POST",
  path: "/dead-letters/replay",
  summary: "Replays all dead letters of a shop, of a reason, or named ones, at most 500 at once; each is answered for itself.",
  permission: "jobs.rerun",
  body: replayPushesSchema,
  response: replayResultsSchema,
  call: (ctx, { body }) => replayPushes(ctx, body as never),
});

export const listWriteBacksEndpoint = endpoint({
  method: "GET",
  path: "/write-backs",
  summary: "What platforms were told and are to be told of parcels and notes, newest first.",
  permission: "orders.read",
  query: listWriteBacksSchema,
  response: z.object({ write_backs: z.array(writeBackViewSchema), next_cursor: z.string().nullable() }),
  call: (ctx, { query }) => listWriteBacks(ctx, query as never),
});

export const retryWriteBackEndpoint = endpoint({
  method: "POST",
  path: "/write-backs/{id}/retry",
  summary: "Tells the platform again what failed or was stopped, with another carrier or the parcel's lines where that was missing.",
  permission: "sync.write_back",
  body: retryWriteBackSchema.omit({ write_back_id: true }),
  response: writeBackViewSchema,
  call: (ctx, { params, body }) => retryWriteBack(ctx, { ...(body as object), write_back_id: params.id ?? "" }),
});

export const dropWriteBackEndpoint = endpoint({
  method: "POST",
  path: "/write-backs/{id}/drop",
  summary: "Decides that the platform need not be told, with a reason.",
  permission: "sync.write_back",
  body: reasonSchema,
  response: writeBackViewSchema,
  call: (ctx, { params, body }) => dropWriteBack(ctx, { ...(body as { reason: string }), write_back_id: params.id ?? "" }),
});
