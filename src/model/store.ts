/** A value that goes into a statement. Times are ISO strings cast in SQL; lists are passed as JSON text. */
export type Param = string | number | boolean | null;

/** Reading only: what measures and pages get. */
export interface Store {
  /** All rows of a SELECT. Parameters are `$name`; counts are cast to integer in SQL, times to ISO text. */
  query<T extends object>(sql: string, params?: Record<string, Param>): Promise<T[]>;
  /** The columns of a SELECT of doubles, for numbers by the million; NULL becomes NaN. */
  numbers(sql: string, params?: Record<string, Param>): Promise<Float64Array[]>;
  /** The store behind this one, where it only stands before another: what is remembered of the data hangs on it. */
  behind?: Store;
}

/** Reading and writing: what ingest and facts get inside a transaction. */
export interface WritingStore extends Store {
  run(sql: string, params?: Record<string, Param>): Promise<void>;
  /** Appends rows, given as columns of equal length, to a table. */
  append(table: string, columns: AppendColumn[]): Promise<void>;
}

/** One column to append; the values fit the type. */
export interface AppendColumn {
  type: 'text' | 'double' | 'integer' | 'boolean';
  values: (string | number | boolean | null)[];
}
