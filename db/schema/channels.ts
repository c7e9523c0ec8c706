import { integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json, sealed } from "@/db/columns";
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
  /** The platform's own number for the shop, when pushes carry it. */
  platformShopId: text("platform_shop_id"),
  settings: json<ShopSettings>("settings").notNull(),
  lastPushAt: instant("last_push_at"),
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
