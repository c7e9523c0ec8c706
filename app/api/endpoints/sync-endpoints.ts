import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import {
  abandonPullsSchema,
  backfillViewSchema,
  retryPullsSchema,
  startBackfillSchema,
  startedBackfillSchema,
} from "@/lib/channels/core/backfill-view";
import { coverageFilterSchema, coverageViewSchema } from "@/lib/channels/core/coverage-view";
import {
  listReconciliationsSchema,
  reconciliationDetailSchema,
  reconciliationViewSchema,
  startReconciliationSchema,
} from "@/lib/channels/core/reconciliation-view";
import { abandonPulls } from "@/lib/channels/use-cases/abandon-pulls";
import { getBackfill } from "@/lib/channels/use-cases/get-backfill";
import { getReconciliation } from "@/lib/channels/use-cases/get-reconciliation";
import { listCoverage } from "@/lib/channels/use-cases/list-coverage";
import { listReconciliations } from "@/lib/channels/use-cases/list-reconciliations";
import { retryPulls } from "@/lib/channels/use-cases/retry-pulls";
import { startBackfill } from "@/lib/channels/use-cases/start-backfill";
import { startReconciliation } from "@/lib/channels/use-cases/start-reconciliation";

export const listCoverageEndpoint = endpoint({
  method: "GET",
  path: "/coverage",
  summary: "Which stretches of each shop's time were pulled, are being pulled, failed, or are missing.",
  permission: "shops.read",
  query: coverageFilterSchema,
  response: coverageViewSchema,
  call: (ctx, { query }) => listCoverage(ctx, query as never),
});

export const startBackfillEndpoint = endpoint({
  method: "POST",
  path: "/backfills",
  summary: "Pulls a stretch of the past again; with dry_run it only counts what that would bring.",
  permission: "sync.backfill",
  body: startBackfillSchema,
  response: startedBackfillSchema,
  call: (ctx, { body }) => startBackfill(ctx, body as never),
});

export const getBackfillEndpoint = endpoint({
  method: "GET",
  path: "/backfills/{id}",
  summary: "How far a backfill is.",
  permission: "shops.read",
  response: backfillViewSchema,
  call: (ctx, { params }) => getBackfill(ctx, { id: params.id ?? "" }),
});

export const retryPullsEndpoint = endpoint({
  method: "POST",
  path: "/pulls/retry",
  summary: "Pulls the failed windows of a stretch now.",
  permission: "sync.backfill",
  body: retryPullsSchema,
  response: z.object({ windows: z.number() }),
  call: (ctx, { body }) => retryPulls(ctx, body as never),
});

export const abandonPullsEndpoint = endpoint({
  method: "POST",
  path: "/pulls/abandon",
  summary: "Gives up on the failed windows of a stretch, with a reason; it is a gap until a backfill covers it.",
  permission: "sync.backfill",
  body: abandonPullsSchema,
  response: z.object({ windows: z.number() }),
  call: (ctx, { body }) => abandonPulls(ctx, body as never),
});

export const startReconciliationEndpoint = endpoint({
  method: "POST",
  path: "/reconciliations",
  summary: "Compares a stretch of a shop with its platform and repairs what differs, in the background.",
  permission: "sync.reconcile",
  body: startReconciliationSchema,
  response: reconciliationDetailSchema,
  call: (ctx, { body }) => startReconciliation(ctx, body as never),
});

export const listReconciliationsEndpoint = endpoint({
  method: "GET",
  path: "/reconciliations",
  summary: "Comparisons with the platforms, newest first.",
  permission: "shops.read",
  query: listReconciliationsSchema,
  response: z.object({ reconciliations: z.array(reconciliationViewSchema) }),
  call: (ctx, { query }) => listReconciliations(ctx, query as never),
});

export const getReconciliationEndpoint = endpoint({
  method: "GET",
  path: "/reconciliations/{id}",
  summary: "One comparison with what differed and what became of it.",
  permission: "shops.read",
  response: reconciliationDetailSchema,
  call: (ctx, { params }) => getReconciliation(ctx, { id: params.id ?? "" }),
});
