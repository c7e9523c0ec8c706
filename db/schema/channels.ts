import { integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json, sealed } from "@/db/columns";
import type { BreakerState } from "@/lib/channels/core/breaker-state";
import type { RowIssue } from "@/lib/channels/core/import-orders";
import type { ImportState } from "@/lib/channels/core/import-state";
import type { ShopSettings } from "@/lib/channels/core/shop-settings";
import type { Platform } from "@/lib/shared/platform";

export const shops = pgTable("shops", {
  id: idColumn(),
  code: text("code").notNull().unique(),
  name: text("name").notNull(),
  platform: text("platform").$type<Platform>().notNull(),
  appKey: text("app_key").notNull(),
  appSecret: sealed("app_secret").notNull(),
  /** What the platform's API wants beside the signature; null until the seller authorised us. */
  accessToken: sealed("access_token"),
  refreshToken: sealed("refresh_token"),
  tokenExpiresAt: instant("token_expires_at"),
  /** JSON of what this platform wants to know beside key, secret and token. */
  credentials: sealed("credentials"),
  /** The platform's own number for the shop, when pushes carry it. */
  platformShopId: text("platform_shop_id"),
  settings: json<ShopSettings>("settings").notNull(),
  lastPushAt: instant("last_push_at"),
  lastPullAt: instant("last_pull_at"),
  lastFeedAt: instant("last_feed_at"),
  /** From here on every moment must be covered by a pull; null where the platform cannot be pulled. */
  coverFrom: instant("cover_from"),
  /** A person stopped pulls and write-backs; pushes are still taken. */
  pausedAt: instant("paused_at"),
  pausedReason: text("paused_reason").notNull().default(""),
  breakerState: text("breaker_state").$type<BreakerState>().notNull().default("closed"),
  breakerFailures: integer("breaker_failures").notNull().default(0),
  breakerRetryAt: instant("breaker_retry_at"),
  /** What the platform answered last when the circuit opened; empty while it is closed. */
  breakerReason: text("breaker_reason").notNull().default(""),
  lastOrderAt: instant("last_order_at"),
  /** Pushes turned away at the door (bad signature, wrong app): they are counted, not stored. */
  refusedPushes: integer("refused_pushes").notNull().default(0),
  lastError: text("last_error"),
  lastErrorAt: instant("last_error_at"),
  createdAt: createdAt(),
});

export const imports = pgTable("imports", {
  id: idColumn(),
  shopId: uuid("shop_id")
    .notNull()
    .references(() => shops.id),
  fileName: text("file_name").notNull(),
  state: text("state").$type<ImportState>().notNull().default("pending"),
  totalRows: integer("total_rows").notNull().default(0),
  doneRows: integer("done_rows").notNull().default(0),
  created: integer("created").notNull().default(0),
  updated: integer("updated").notNull().default(0),
  unchanged: integer("unchanged").notNull().default(0),
  rejected: integer("rejected").notNull().default(0),
  /** The rows as read, until they are applied. */
  content: sealed("content"),
  actorId: text("actor_id").notNull(),
  actorName: text("actor_name").notNull(),
  error: text("error"),
  createdAt: createdAt(),
  finishedAt: instant("finished_at"),
});

export const importRows = pgTable(
  "import_rows",
  {
    id: idColumn(),
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    rowNumber: integer("row_number").notNull(),
    externalId: text("external_id").notNull(),
    outcome: text("outcome").$type<"created" | "updated" | "unchanged" | "stale" | "rejected">().notNull(),
    orderId: uuid("order_id"),
    errors: json<RowIssue[]>("errors").notNull(),
  },
  (t) => [unique("import_rows_number").on(t.importId, t.rowNumber, t.externalId)],
);

/** The shop's own column names, remembered from its last import: field of ours → heading of theirs. */
export const importMappings = pgTable("import_mappings", {
  shopId: uuid("shop_id")
    .primaryKey()
    .references(() => shops.id),
  columns: json<Record<string, string>>("columns").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** What a platform calls a SKU → what the warehouse calls it. */
export const skuMappings = pgTable(
  "sku_mappings",
  {
    shopId: uuid("shop_id")
      .notNull()
      .references(() => shops.id),
    platformSku: text("platform_sku").notNull(),
    sku: text("sku").notNull(),
    actorName: text("actor_name").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.shopId, t.platformSku] })],
);
