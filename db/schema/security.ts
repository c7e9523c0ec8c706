import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json } from "@/db/columns";
import type { Role } from "@/lib/shared/role";

export const users = pgTable("users", {
  id: idColumn(),
  email: text("email").notNull().unique(),
  name: text("name").notNull(),
  role: text("role").$type<Role>().notNull(),
  passwordHash: text("password_hash").notNull(),
  locale: text("locale").$type<"zh-CN" | "en">(),
  colorScheme: text("color_scheme").$type<"light" | "dark" | "auto">(),
  /** Raised to end every session of this person at once. */
  sessionVersion: integer("session_version").notNull().default(1),
  failedLogins: integer("failed_logins").notNull().default(0),
  lockedUntil: instant("locked_until"),
  lastLoginAt: instant("last_login_at"),
  disabled: boolean("disabled").notNull().default(false),
  createdAt: createdAt(),
});

export const apiTokens = pgTable("api_tokens", {
  id: idColumn(),
  name: text("name").notNull(),
  role: text("role").$type<Role>().notNull(),
  /** SHA-256 of the token, hex; the token itself is shown once. */
  tokenHash: text("token_hash").notNull().unique(),
  createdAt: createdAt(),
  lastUsedAt: instant("last_used_at"),
  revokedAt: instant("revoked_at"),
});

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actorId: uuid("actor_id").notNull(),
    key: text("key").notNull(),
    /** SHA-256 over method, path and body: the same key with another body is refused. */
    requestHash: text("request_hash").notNull(),
    status: integer("status"),
    response: json<unknown>("response"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.actorId, t.key] }), index("idempotency_keys_created").on(t.createdAt)],
);
