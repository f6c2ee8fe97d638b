import fs from 'node:fs';
import { type DuckDBConnection, DuckDBInstance, version } from '@duckdb/node-api';
import type { Store, WritingStore } from '../model/store.ts';
import { migrate } from './migrate.ts';
import { openProblem } from './open-problem.ts';
import { rewriteIsDue, takePlace, writeAnew } from './rewrite.ts';
import { append, dropTemporary, numbers, query, run } from './statements.ts';

export { QueryError } from './statements.ts';

/** An open workspace database. Reads see the last committed state, also while a transaction runs. */
export interface Database {
  file: string;
  /** Another one after `rewrite`, so that nothing is remembered of what was there before. */
  readonly store: Store;
  /** One writer at a time; what throws inside is rolled back as a whole. Temporary tables live as long as `work`. */
  transaction<T>(work: (store: WritingStore) => Promise<T>): Promise<T>;
  /** Like `transaction`, with a first part that fills temporary tables before the transaction begins. */
  stagedTransaction<T>(
    stage: (store: WritingStore) => Promise<void>,
    work: (store: WritingStore) => Promise<T>,
  ): Promise<T>;
  /** Runs statements outside a transaction, when no other writer is at work. */
  exclusive(work: (run: (sql: string) => Promise<void>) => Promise<void>): Promise<void>;
  /**
   * Writes the file anew and removes the automatic copies of it, so that what was deleted is in no byte. Waits for
   * everything under way; what is asked meanwhile waits for it. A file that cannot be replaced stays as it is.
   */
  rewrite(): Promise<void>;
  close(): Promise<void>;
}

export function engineVersion(): string {
  return `DuckDB ${version()}`;
}

/**
 * Opens (or makes) a database file and brings its schema up to date, after an automatic copy.
 * `:memory:` is allowed. Throws a Problem when the file is newer than the program or held by another process.
 */
export async function openDatabase(
  file: string,
  options: { memoryLimit?: string; threads?: number } = {},
): Promise<Database> {
  const settings: Record<string, string> = {
    memory_limit: options.memoryLimit ?? '800MB',
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
  if (options.threads) settings.threads = String(options.threads);
  const reopen = async (): Promise<Opened> => {
    const instance = await open(file, settings);
    return { instance, writer: await connect(instance), readers: [] };
  };
  const opened = await reopen();
  const { instance, writer } = opened;
  try {
    await migrate(writer, file, async () => {
      await writer.run('CHECKPOINT');
      return fs.promises.readFile(file);
    });
    const db = database(file, opened, reopen);
    if (await rewriteIsDue(writer))
      await db.rewrite().catch(async (error: unknown) => {
        // by then the engine may be another one than that which was opened first
        await db.close();
        throw error;
      });
    return db;
  } catch (error) {
    instance.closeSync();
    throw openProblem(file, error);
  }
}

/** The engine on the file, with its connections. */
interface Opened {
  instance: DuckDBInstance;
  writer: DuckDBConnection;
  readers: DuckDBConnection[];
}

function closeAll({ instance, writer, readers }: Opened): void {
  for (const reader of readers) reader.closeSync();
  writer.closeSync();
  instance.closeSync();
}

async function open(file: string, settings: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, settings);
  } catch (error) {
    throw openProblem(file, error);
  }
}

async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  return instance.connect();
}

function database(file: string, first: Opened, reopen: () => Promise<Opened>): Database {
  let opened = first;
  let gate: Promise<void> | undefined;
  let underWay = 0;
  let idle: (() => void) | undefined;
  const reading = async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    while (gate) await gate;
    underWay++;
    try {
      const connection = opened.readers.pop() ?? (await connect(opened.instance));
      try {
        return await work(connection);
      } finally {
        opened.readers.push(connection);
      }
    } finally {
      underWay--;
      if (underWay === 0) idle?.();
    }
  };
  const readingStore = (): Store => ({
    query: (sql, params) => reading((connection) => query(connection, sql, params)),
    numbers: (sql, params) => reading((connection) => numbers(connection, sql, params)),
  });
  let store = readingStore();
  const writing: WritingStore = {
    query: (sql, params) => query(opened.writer, sql, params),
    numbers: (sql, params) => numbers(opened.writer, sql, params),
    run: (sql, params) => run(opened.writer, sql, params),
    append: (table, columns) => append(opened.writer, table, columns),
  };
  let last: Promise<unknown> = Promise.resolve();
  const stagedTransaction: Database['stagedTransaction'] = (stage, work) => {
    const turn = last.then(async () => {
      try {
        await stage(writing);
        await writing.run('BEGIN TRANSACTION');
        try {
          const result = await work(writing);
          await writing.run('COMMIT');
          return result;
        } catch (error) {
          await writing.run('ROLLBACK').catch(() => undefined);
          throw error;
        }
      } finally {
        await dropTemporary(writing);
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  async function replaceFile(): Promise<void> {
    if (file === ':memory:') return;
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    try {
      if (underWay > 0)
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      await writeAnew(opened.writer, file);
      closeAll(opened);
      try {
        await takePlace(file);
      } finally {
        opened = await reopen();
        store = readingStore();
      }
    } finally {
      idle = undefined;
      gate = undefined;
      open();
    }
  }
  return {
    file,
    get store() {
      return store;
    },
    stagedTransaction,
    transaction: (work) => stagedTransaction(async () => undefined, work),
    exclusive: (work) => {
      const turn = last.then(() => work(writing.run));
      last = turn.catch(() => undefined);
      return turn;
    },
    rewrite() {
      const turn = last.then(replaceFile);
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await last;
      closeAll(opened);
    },
  };
}
