import type { AppendColumn, WritingStore } from '../model/store.ts';

const types = { integer: 'INTEGER', text: 'VARCHAR', double: 'DOUBLE', boolean: 'BOOLEAN' };

/** Names and types of columns. */
export type Columns = readonly (readonly [string, AppendColumn['type']])[];
/** A value of a row. */
export type Value = string | number | boolean | null;

/** Rows waiting to be appended to one table, column by column. */
export class Pending {
  readonly #store: WritingStore;
  readonly #table: string;
  readonly #columns: Columns;
  #values: Value[][];
  constructor(store: WritingStore, table: string, shape: Columns) {
    this.#store = store;
    this.#table = table;
    this.#columns = shape;
    this.#values = shape.map(() => []);
  }
  add(row: Value[]): void {
    for (let index = 0; index < row.length; index++) this.#values[index].push(row[index]);
  }
  async flush(atLeast: number): Promise<void> {
    if (this.#values[0].length < atLeast || this.#values[0].length === 0) return;
    const values = this.#values;
    this.#values = this.#columns.map(() => []);
    await this.#store.append(
      this.#table,
      this.#columns.map(([, type], index) => ({ type, values: values[index] })),
    );
  }
}

/** SQL that makes a temporary table of these columns. */
export function createSql(table: string, shape: Columns): string {
  return `CREATE TEMP TABLE ${table} (${shape.map(([name, type]) => `${name} ${types[type]}`).join(', ')})`;
}
