import postgres from "postgres";
import { rawSql } from "@/db/client";
import { createTestDatabase } from "../support/test-database";

/** What an ingested order consists of, parents first, and by which column its rows are found. */
const TABLES = [
  ["customers", "id in (select customer_id from orders where id = any($1::uuid[]))"],
  ["customer_identities", "customer_id in (select customer_id from orders where id = any($1::uuid[]))"],
  ["orders", "id = any($1::uuid[])"],
  ["order_lines", "order_id = any($1::uuid[])"],
  ["order_events", "order_id = any($1::uuid[])"],
  ["order_versions", "order_id = any($1::uuid[])"],
  ["audit_log", "entity_id = any($1::text[])"],
  ["outbox_events", "payload->>'order_id' = any($1::text[])"],
] as const;

type Rows = { table: string; json: string }[];

/**
 * The floor of the ingest: the very rows the product wrote, sent as JSON and inserted by one set-based statement a table
 * in one transaction, into a database with the same schema and indexes on the same server.
 */
export async function openFloor(): Promise<{
  readRows(orderIds: string[]): Promise<Rows>;
  writeRows(rows: Rows): Promise<number>;
  close(): Promise<void>;
}> {
  const product = process.env.DATABASE_URL;
  const shops = await rawSql()`select row_to_json(s)::text as json from shops s`;
  const db = await createTestDatabase();
  process.env.DATABASE_URL = product;
  const sql = postgres(db.url, { max: 1, onnotice: () => undefined });
  for (const { json } of shops) await sql.unsafe("insert into shops select * from json_populate_record(null::shops, $1::text::json)", [json]);
  return {
    async readRows(orderIds) {
      const rows: Rows = [];
      for (const [table, where] of TABLES) {
        const [row] = await rawSql().unsafe(`select coalesce(json_agg(t), '[]')::text as json from ${table} t where ${where}`, [orderIds]);
        rows.push({ table, json: row?.json });
      }
      return rows;
    },
    async writeRows(rows) {
      let orders = 0;
      await sql.begin(async (tx) => {
        for (const { table, json } of rows) {
          const done = await tx.unsafe(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::text::json)`, [json]);
          if (table === "orders") orders = done.count;
        }
      });
      return orders;
    },
    async close() {
      await sql.end();
      // Only this database: the product's pool is still in use.
      await rawSql().unsafe(`drop database ${new URL(db.url).pathname.slice(1)} with (force)`);
    },
  };
}
