import path from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as migrateTables } from "drizzle-orm/postgres-js/migrator";
import { makeWorkerUtils } from "graphile-worker";
import postgres from "postgres";

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");
/** Any fixed number: two processes that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_260_001;

/** Brings the database at `url` to the current schema: our tables, then graphile-worker's. Safe to repeat. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrateTables(drizzle(sql), { migrationsFolder: FOLDER });
    const worker = await makeWorkerUtils({ connectionString: url });
    await worker.migrate();
    await worker.release();
    await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
  } finally {
    await sql.end();
  }
}
