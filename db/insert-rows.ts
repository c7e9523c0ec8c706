import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "./transaction";

/** Rows a statement carries: JSON of a few megabytes at most. */
const ROWS_PER_STATEMENT = 1_000;

/**
 * Inserts rows as one JSON parameter. `values(rows)` builds a piece of SQL and a parameter for every cell: of 500 orders
 * that was ten times the work of everything else the ingest does. A column is written if any row has it; a row without
 * it then gets null, so give all rows of a batch the same columns. `rest` is what follows: on conflict, returning.
 */
export async function insertRows<T extends PgTable, Returned extends Record<string, unknown> = Record<string, never>>(
  tx: Tx,
  input: { table: T; rows: readonly T["$inferInsert"][]; rest?: SQL },
): Promise<Returned[]> {
  const { table, rest = sql`` } = input;
  const rows = input.rows as readonly Record<string, unknown>[];
  const columns = Object.entries(getTableColumns(table)).filter(([key, column]) => column.defaultFn || rows.some((row) => row[key] !== undefined));
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  const returned: Returned[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const part = rows.slice(start, start + ROWS_PER_STATEMENT);
    const json = JSON.stringify(
      part.map((row) => Object.fromEntries(columns.map(([key, column]) => [column.name, row[key] ?? column.defaultFn?.()]))),
    );
    const done = await tx.execute(sql`
      insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, ${json}::json) ${rest}`);
    for (const row of done) returned.push(row as Returned);
  }
  return returned;
}
