import { z } from "zod";
import type { Permission } from "@/lib/security/core/permissions";

type Content = { type: string; schema: z.ZodType };

/** A call outside /api/v1: its route answers in a format of its own. Without `permission` it is open to everybody. */
export type OpenCall = {
  method: "get" | "post";
  path: string;
  summary: string;
  permission?: Permission;
  headers?: readonly string[];
  body?: z.ZodType;
  responses: Record<string, { description: string; content: Content }>;
};

const healthView = z.object({
  status: z.enum(["ok", "degraded"]),
  database: z.enum(["ok", "unreachable"]),
  worker: z.enum(["ok", "silent"]),
  version: z.string(),
});
const health = { type: "application/json", schema: healthView };
const anyJson = { type: "application/json", schema: z.looseObject({}) };
const ack = (description: string) => ({ description, content: anyJson });

export const OPEN_CALLS: readonly OpenCall[] = [
  {
    method: "get",
    path: "/api/health",
    summary: "Whether the product can serve.",
    responses: {
      "200": { description: "It serves; degraded says that no worker is alive", content: health },
      "503": { description: "The database does not answer", content: health },
    },
  },
  {
    method: "get",
    path: "/api/metrics",
    summary: "Prometheus text.",
    permission: "metrics.read",
    responses: { "200": { description: "Text exposition 0.0.4", content: { type: "text/plain", schema: z.string() } } },
  },
  {
    method: "get",
    path: "/api/live",
    summary: "Server-sent events: what changed, by id; resumes after Last-Event-ID, or says that it cannot (`reset`).",
    permission: "live.read",
    headers: ["Last-Event-ID"],
    responses: { "200": { description: "hello, message and beat events", content: { type: "text/event-stream", schema: z.string() } } },
  },
  {
    method: "post",
    path: "/api/webhooks/channels/{shop}",
    summary: "A platform's push, under its own signature over the raw bytes; answered in its own words.",
    body: z.unknown(),
    responses: {
      "200": ack("Stored, acknowledged"),
      "401": ack("The signature does not hold"),
      "404": ack("No shop has this address"),
      "413": ack("Too large"),
    },
  },
  {
    method: "post",
    path: "/api/webhooks/couriers/{provider}/{secret}",
    summary: "A courier's route push, under its own signature; answered in its own words.",
    body: z.unknown(),
    responses: { "200": ack("Stored, acknowledged"), "401": ack("The sign does not hold"), "404": ack("No such address"), "413": ack("Too large") },
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This description.",
    responses: { "200": { description: "OpenAPI 3.1", content: anyJson } },
  },
];
