import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { openSocket } from "./patient-socket";

/** Connections of one process; web and worker together stay well under PostgreSQL's 100. */
const POOL_SIZE = 12;
const CONNECT_TIMEOUT_S = 10;

type Client = { sql: postgres.Sql; db: PostgresJsDatabase };

// One pool a process, also across Next's separately bundled routes.
const holder = globalThis as typeof globalThis & { __tongdanClient?: Client };

export function database(): PostgresJsDatabase {
  return client().db;
}

export function rawSql(): postgres.Sql {
  return client().sql;
}

export async function closeDatabase(): Promise<void> {
  const open = holder.__tongdanClient;
  holder.__tongdanClient = undefined;
  await open?.sql.end({ timeout: 5 });
}

function client(): Client {
  holder.__tongdanClient ??= connect();
  return holder.__tongdanClient;
}

function connect(): Client {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: `npm start` sets it for the embedded database.");
  // A variable, not a literal: `socket` is documented, but missing in the package's types.
  const options = {
    max: Number(process.env.TONGDAN_POOL_SIZE ?? POOL_SIZE),
    connect_timeout: CONNECT_TIMEOUT_S,
    idle_timeout: 60,
    onnotice: () => undefined,
    socket: openSocket,
    connection: { application_name: process.env.TONGDAN_PROCESS ?? "tongdan", TimeZone: "UTC" },
  };
  const sql = postgres(url, options);
  return { sql, db: drizzle(sql) };
}
