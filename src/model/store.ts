/** A value that goes into a statement. Times are ISO strings cast in SQL; lists are passed as JSON text. */
export type Param = string | number | boolean | null;

/** Reading only: what measures and pages get. */
export interface Store {
  /** All rows of a SELECT. Parameters are `$name`. */
  query<T extends object>(sql: string, params?: Record<string, Param>): Promise<T[]>;
}

/** Reading and writing: what ingest and facts get inside a transaction. */
export interface WritingStore extends Store {
  run(sql: string, params?: Record<string, Param>): Promise<void>;
}
