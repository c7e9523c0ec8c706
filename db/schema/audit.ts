import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, json } from "@/db/columns";

/** Appended plainly; `seq` and `hash` are given by the sealing job, which chains each entry to the one before. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: idColumn(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    actorRole: text("actor_role"),
    action: text("action").notNull(),
    entityType: text("entity_type").notNull(),
    entityId: text("entity_id").notNull(),
    /** Every order the act touched, so that one order's whole story can be read. */
    orderIds: uuid("order_ids").array().notNull().default(sql`'{}'::uuid[]`),
    reason: text("reason"),
    /** Masked. */
    before: json<unknown>("before"),
    /** Masked. */
    after: json<unknown>("after"),
    requestId: text("request_id").notNull(),
    seq: bigint("seq", { mode: "number" }).unique(),
    previousHash: text("previous_hash"),
    hash: text("hash"),
  },
  (t) => [
    index("audit_log_at").on(t.at.desc(), t.id.desc()),
    index("audit_log_entity").on(t.entityType, t.entityId, t.at),
    index("audit_log_actor").on(t.actorId, t.at),
    index("audit_log_orders").using("gin", t.orderIds),
    index("audit_log_unsealed").on(t.id).where(sql`${t.seq} is null`),
  ],
);

/** Where the chain ends, signed: a cut tail or an old backup no longer matches it. */
export const auditHeads = pgTable("audit_heads", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  hash: text("hash").notNull(),
  signature: text("signature").notNull(),
  at: instant("at").notNull(),
});
