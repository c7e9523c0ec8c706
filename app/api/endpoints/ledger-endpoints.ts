import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { chainStateView } from "@/lib/audit/core/audit-view";
import { verifyAudit } from "@/lib/audit/use-cases/verify-audit";
import { importViewSchema } from "@/lib/channels/core/import-view";
import { shopViewSchema } from "@/lib/channels/core/shop-view";
import { getImport } from "@/lib/channels/use-cases/get-import";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { customerDetailView, customerFilterSchema, customerPageView } from "@/lib/customers/core/customer-view";
import { getCustomer } from "@/lib/customers/use-cases/get-customer";
import { listCustomers } from "@/lib/customers/use-cases/list-customers";
import { jobFilterSchema, jobOverviewView, jobRunPageView } from "@/lib/jobs/core/job-view";
import { getJobOverview, listJobRuns } from "@/lib/jobs/use-cases/list-job-runs";
import { auditedActsFilterSchema, auditedActsView } from "@/lib/orders/core/audited-acts-view";
import { orderStatisticsView, statisticsFilterSchema } from "@/lib/orders/core/statistics-view";
import { listAuditedActs } from "@/lib/orders/use-cases/list-audited-acts";
import { orderStatistics } from "@/lib/orders/use-cases/order-statistics";

export const listCustomersEndpoint = endpoint({
  method: "GET",
  path: "/customers",
  summary: "Customers, last seen first; found by a whole phone number.",
  permission: "customers.read",
  query: customerFilterSchema,
  response: customerPageView,
  call: (ctx, { query }) => listCustomers(ctx, query as never),
});

export const getCustomerEndpoint = endpoint({
  method: "GET",
  path: "/customers/{id}",
  summary: "One customer and why their orders are one person's.",
  permission: "customers.read",
  response: customerDetailView,
  call: (ctx, { params }) => getCustomer(ctx, { id: params.id ?? "" }),
});

export const listAuditEndpoint = endpoint({
  method: "GET",
  path: "/audit",
  summary: "Who did what when, newest first; `entity` is order:<id>, an entity type or an id, `order` an order's id or number.",
  permission: "audit.read",
  query: auditedActsFilterSchema,
  response: auditedActsView,
  call: (ctx, { query }) => listAuditedActs(ctx, query as never),
});

export const verifyAuditEndpoint = endpoint({
  method: "GET",
  path: "/audit/chain",
  summary: "Walks the sealed chain and names the first entry that does not fit.",
  permission: "audit.read",
  response: chainStateView,
  call: (ctx) => verifyAudit(ctx),
});

export const listJobsEndpoint = endpoint({
  method: "GET",
  path: "/jobs",
  summary: "The run ledger, newest first.",
  permission: "jobs.read",
  query: jobFilterSchema,
  response: jobRunPageView,
  call: (ctx, { query }) => listJobRuns(ctx, query as never),
});

export const jobOverviewEndpoint = endpoint({
  method: "GET",
  path: "/jobs/overview",
  summary: "Schedules with their last run, workers, and what waits.",
  permission: "jobs.read",
  response: jobOverviewView,
  call: (ctx) => getJobOverview(ctx),
});

export const getImportEndpoint = endpoint({
  method: "GET",
  path: "/imports/{id}",
  summary: "How far an import is.",
  permission: "imports.run",
  response: z.object({ import: importViewSchema }),
  call: (ctx, { params }) => getImport(ctx, { import_id: params.id ?? "" }),
});

export const listShopsEndpoint = endpoint({
  method: "GET",
  path: "/shops",
  summary: "Every shop with how fresh it is.",
  permission: "shops.read",
  response: z.object({ shops: z.array(shopViewSchema) }),
  call: (ctx) => listShops(ctx),
});

export const statisticsEndpoint = endpoint({
  method: "GET",
  path: "/statistics",
  summary: "What the overview shows.",
  permission: "orders.read",
  query: statisticsFilterSchema,
  response: orderStatisticsView,
  call: (ctx, { query }) => orderStatistics(ctx, query as never),
});
