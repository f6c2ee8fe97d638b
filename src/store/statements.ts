import { BOOLEAN, DOUBLE, type DuckDBConnection, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { AppendColumn, Param, WritingStore } from '../model/store.ts';

/** A statement that failed: the engine's words, with the statement, for the log. */
export class QueryError extends Error {
  readonly sql: string;
  constructor(cause: unknown, sql: string) {
    super(`${cause instanceof Error ? cause.message : String(cause)}\nin: ${sql.trim().slice(0, 2000)}`, {
      cause,
    });
    this.name = 'QueryError';
    this.sql = sql;
  }
}

/** Drops every temporary table of the connection. */
export async function dropTemporary(store: WritingStore): Promise<void> {
  const tables = await store.query<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE temporary AND database_name = 'temp'",
  );
  for (const { name } of tables) await store.run(`DROP TABLE IF EXISTS temp."${name}"`);
}

function bound(sql: string, params: Record<string, Param> | undefined): Record<string, Param> | undefined {
  if (!params) return undefined;
  const used = Object.entries(params).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql));
  return used.length > 0 ? Object.fromEntries(used) : undefined;
}

/** All rows of a SELECT. */
export async function query<T extends object>(
  connection: DuckDBConnection,
  sql: string,
  params?: Record<string, Param>,
): Promise<T[]> {
  try {
    const reader = await connection.runAndReadAll(sql, bound(sql, params));
    return reader.getRowObjectsJS() as T[];
  } catch (error) {
    throw new QueryError(error, sql);
  }
}

/** Runs a statement. */
export async function run(
  connection: DuckDBConnection,
  sql: string,
  params?: Record<string, Param>,
): Promise<void> {
  try {
    await connection.run(sql, bound(sql, params));
  } catch (error) {
    throw new QueryError(error, sql);
  }
}

/** The columns of a SELECT of doubles; NULL becomes NaN. */
export async function numbers(
  connection: DuckDBConnection,
  sql: string,
  params?: Record<string, Param>,
): Promise<Float64Array[]> {
  try {
    const result = await connection.run(sql, bound(sql, params));
    const columns = Array.from({ length: result.columnCount }, () => new Float64Array(result.rowCount));
    let filled = 0;
    for (let index = 0; index < result.chunkCount; index++) {
      const chunk = result.getChunk(index);
      for (let column = 0; column < columns.length; column++) {
        const into = columns[column];
        chunk.visitColumnValues(column, (value, row) => {
          into[filled + row] = value === null ? Number.NaN : Number(value);
        });
      }
      filled += chunk.rowCount;
      if (index % 16 === 15) await othersTurn();
    }
    return columns;
  } catch (error) {
    throw new QueryError(error, sql);
  }
}

/** Pages are answered between two pieces of work that hold the one thread. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

const appendTypes = { text: VARCHAR, double: DOUBLE, integer: INTEGER, boolean: BOOLEAN };
const chunkRows = 2048;

/** Appends columns of equal length to a table, in chunks. */
export async function append(
  connection: DuckDBConnection,
  table: string,
  columns: AppendColumn[],
): Promise<void> {
  const [schema, name] = table.startsWith('temp.') ? ['temp', table.slice(5)] : [null, table];
  const appender = await connection.createAppender(name, schema === 'temp' ? 'main' : null, schema);
  const length = columns[0]?.values.length ?? 0;
  for (let start = 0; start < length; start += chunkRows) {
    const end = Math.min(start + chunkRows, length);
    const chunk = DuckDBDataChunk.create(
      columns.map((column) => appendTypes[column.type]),
      end - start,
    );
    chunk.setColumns(columns.map((column) => column.values.slice(start, end)));
    appender.appendDataChunk(chunk);
    await othersTurn();
  }
  appender.closeSync();
}
