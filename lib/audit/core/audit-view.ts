import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";

export const auditEntryView = z.object({
  id: z.uuid(),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string(), role: z.string().nullable() }),
  action: z.string(),
  entity_type: z.string(),
  entity_id: z.string(),
  order_ids: z.array(z.string()),
  reason: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  request_id: z.string(),
  /** Null until the sealing job has chained it. */
  seq: z.number().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const auditFilterSchema = z.strictObject({
  /** One act by its own id. */
  entry: z.uuid().optional(),
  /** "order:<id>" or "<entity type>" or an entity id. */
  entity: z.string().max(200).optional(),
  /** An id or a name, or "kind:user", "kind:token", "kind:system". */
  actor: z.string().max(200).optional(),
  /** A whole code ("merging.approve") or its family ("merging"). */
  action: z.string().max(100).optional(),
  /** Acts that touched any of these orders. */
  order_ids: z.array(z.uuid()).max(200).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditFilter = z.input<typeof auditFilterSchema>;

export const auditPageView = z.object({ audit: z.array(auditEntryView), next_cursor: z.string().nullable() });
export type AuditPageView = z.infer<typeof auditPageView>;

/** Somebody who acted, with the name and role of their last act. */
export type AuditActorView = { id: string; kind: string; name: string; role: string | null };

/** Where the chain ends and what it does not hold yet; says nothing about whether it is intact. */
export type ChainHead = { head_seq: number; unsealed: number };

export const chainStateView = z.object({
  ok: z.boolean(),
  checked: z.number(),
  head_seq: z.number(),
  unsealed: z.number(),
  /** The first entry that does not fit, and what is wrong with it. */
  broken: z.object({ seq: z.number(), reason: z.enum(["missing", "altered", "not_linked", "tail_cut", "head_forged"]) }).nullable(),
});
export type ChainState = z.infer<typeof chainStateView>;
