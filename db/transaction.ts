import type { PgDatabase, PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { database } from "./client";

/** A running transaction; use-cases pass it on to stores and steps, and never look inside. */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, Record<string, never>, Record<string, never>>;

/** Anything a store can query with: the pool or a transaction. */
export type Executor = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>, Record<string, never>>;

export type Isolation = "read committed" | "repeatable read" | "serializable";

/** Runs `work` in one transaction: all of it commits, or a throw rolls all of it back. */
export function withTransaction<T>(work: (tx: Tx) => Promise<T>, isolationLevel: Isolation = "read committed"): Promise<T> {
  return database().transaction((tx) => work(tx as unknown as Tx), { isolationLevel });
}

/** For reads outside a transaction. */
export function reader(): Executor {
  return database() as unknown as Executor;
}
