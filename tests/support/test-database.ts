import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";

/** One database per test file, copied from a migrated template: every test has a world of its own. */
export type TestDatabase = { url: string; drop(): Promise<void> };

const MIGRATIONS = path.resolve("db/migrations");
const TEMPLATE_LOCK = 7_260_002;

/** Creates a fresh database, points DATABASE_URL at it, and hands back how to drop it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  const template = `tongdan_template_${migrationsDigest()}`;
  const name = `tongdan_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  try {
    await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    await ensureTemplate(admin, server, template);
    await admin.unsafe(`create database ${name} template ${template}`);
    await admin`select pg_advisory_unlock(${TEMPLATE_LOCK})`;
  } finally {
    await admin.end();
  }
  const url = withDatabase(server, name);
  process.env.DATABASE_URL = url;
  return { url, drop: () => dropDatabase(server, name) };
}

async function ensureTemplate(admin: postgres.Sql, server: string, template: string): Promise<void> {
  const [found] = await admin`select 1 from pg_database where datname = ${template}`;
  if (found) return;
  const building = `${template}_building`;
  await admin.unsafe(`drop database if exists ${building} with (force)`);
  await admin.unsafe(`create database ${building}`);
  await migrateDatabase(withDatabase(server, building));
  await admin.unsafe(`alter database ${building} rename to ${template}`);
}

async function dropDatabase(server: string, name: string): Promise<void> {
  await closeDatabase();
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`drop database if exists ${name} with (force)`);
  await admin.end();
}

function migrationsDigest(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(MIGRATIONS)
    .filter((entry) => entry.endsWith(".sql"))
    .sort()) {
    hash.update(readFileSync(path.join(MIGRATIONS, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error("TEST_POSTGRES_URL is not set: `npm test` starts a PostgreSQL server and sets it.");
  return url;
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
