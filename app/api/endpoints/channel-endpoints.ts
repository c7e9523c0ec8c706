import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { importRowViewSchema, importViewSchema, listImportRowsSchema, listImportsSchema } from "@/lib/channels/core/import-view";
import { listImportRows } from "@/lib/channels/use-cases/list-import-rows";
import { listImports } from "@/lib/channels/use-cases/list-imports";
import { parcelViewSchema } from "@/lib/couriers/core/parcel-view";
import { listOrderParcels } from "@/lib/couriers/use-cases/list-order-parcels";
import { deadLetterViewSchema, listDeadLettersSchema } from "@/lib/inbox/core/dead-letter-view";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { replayPush } from "@/lib/inbox/use-cases/replay-push";

const nextCursor = z.string().nullable();

export const listImportsEndpoint = endpoint({
  method: "GET",
  path: "/imports",
  summary: "Imported files, newest first.",
  permission: "imports.run",
  query: listImportsSchema,
  response: z.object({ imports: z.array(importViewSchema), next_cursor: nextCursor }),
  call: (ctx, { query }) => listImports(ctx, query as never),
});

export const listImportRowsEndpoint = endpoint({
  method: "GET",
  path: "/imports/{id}/rows",
  summary: "What became of each row of an imported file.",
  permission: "imports.run",
  query: listImportRowsSchema.omit({ import_id: true }),
  response: z.object({ import_rows: z.array(importRowViewSchema), next_cursor: nextCursor }),
  call: (ctx, { query, params }) => listImportRows(ctx, { ...(query as object), import_id: params.id ?? "" }),
});

export const listOrderParcelsEndpoint = endpoint({
  method: "GET",
  path: "/orders/{id}/parcels",
  summary: "The parcels that carry lines of an order, with their routes.",
  permission: "orders.read",
  response: z.object({ parcels: z.array(parcelViewSchema) }),
  call: (ctx, { params }) => listOrderParcels(ctx, { order_id: params.id ?? "" }),
});

export const listDeadLettersEndpoint = endpoint({
  method: "GET",
  path: "/dead-letters",
  summary: "Pushes that need a person (dead) or wait for something named (parked), newest first.",
  permission: "ops.read",
  query: listDeadLettersSchema,
  response: z.object({ dead_letters: z.array(deadLetterViewSchema), next_cursor: nextCursor }),
  call: (ctx, { query }) => listDeadLetters(ctx, query as never),
});

export const replayPushEndpoint = endpoint({
  method: "POST",
  path: "/dead-letters/{id}/replay",
  summary: "Sends a dead or parked push through its work again.",
  permission: "jobs.rerun",
  body: z.strictObject({}),
  response: z.object({ inbox_id: z.uuid(), state: z.literal("received") }),
  call: (ctx, { params }) => replayPush(ctx, { inbox_id: params.id ?? "" }),
});
