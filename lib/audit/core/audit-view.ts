import { z } from "zod";

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
  /** "order:<id>" or "<entity type>" or an entity id. */
  entity: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  order: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditFilter = z.input<typeof auditFilterSchema>;

export const auditPageView = z.object({ audit: z.array(auditEntryView), next_cursor: z.string().nullable() });

export const chainStateView = z.object({
  ok: z.boolean(),
  checked: z.number(),
  head_seq: z.number(),
  unsealed: z.number(),
  /** The first entry that does not fit, and what is wrong with it. */
  broken: z.object({ seq: z.number(), reason: z.enum(["missing", "altered", "not_linked", "tail_cut", "head_forged"]) }).nullable(),
});
export type ChainState = z.infer<typeof chainStateView>;
